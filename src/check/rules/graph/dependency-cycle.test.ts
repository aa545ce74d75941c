import { expect, test } from 'vitest'
import { smallCluster } from '../../../../test/small-cluster.ts'
import { dependencyCycle } from './dependency-cycle.ts'

function kustomization(name: string, spec: string): string {
  return `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: ${spec}
`
}

test('the message follows the circle and says why each step waits', () => {
  const check =
    '{ kind: Kustomization, apiVersion: kustomize.toolkit.fluxcd.io/v1, name: c, namespace: flux-system }'
  const yaml =
    kustomization('a', `{ healthChecks: [${check}] }`) + kustomization('b', '{ dependsOn: [{ name: a }] }')
  const cluster = smallCluster([{ yaml }, { owner: 'b', yaml: kustomization('c', '{}') }])
  expect([...dependencyCycle.check(cluster)].map(({ message }) => message)).toEqual([
    '`Kustomization flux-system/b` waits for itself: it depends on `Kustomization flux-system/a`, which is ready only after `Kustomization flux-system/c`, which is applied by `Kustomization flux-system/b`.',
  ])
})

test('an object that depends on itself is said to do so', () => {
  const cluster = smallCluster([{ yaml: kustomization('a', '{ dependsOn: [{ name: a }] }') }])
  expect([...dependencyCycle.check(cluster)].map(({ message }) => message)).toEqual([
    '`Kustomization flux-system/a` depends on itself.',
  ])
})

test('who depends on what waits for one of its own Deployments waits for itself', () => {
  const check = '{ kind: Deployment, apiVersion: apps/v1, name: web, namespace: shop }'
  const web = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: {}\n'
  const yaml =
    kustomization('shop', `{ healthChecks: [${check}] }`) +
    kustomization('web', '{ dependsOn: [{ name: shop }] }')
  const cluster = smallCluster([{ yaml }, { owner: 'web', yaml: web }])
  expect([...dependencyCycle.check(cluster)].map(({ message }) => message)).toEqual([
    '`Kustomization flux-system/web` waits for itself: it depends on `Kustomization flux-system/shop`, which is ready only after `Deployment shop/web`, which is applied by `Kustomization flux-system/web`.',
  ])
})

test('a dependency with an expression that does not ask for Ready is no wait for it', () => {
  const cluster = smallCluster([
    { yaml: kustomization('parent', '{ wait: true }') },
    {
      owner: 'parent',
      yaml: kustomization(
        'child',
        "{ dependsOn: [{ name: parent, readyExpr: 'dep.metadata.generation > 0' }] }",
      ),
    },
  ])
  expect([...dependencyCycle.check(cluster)]).toEqual([])
})

const READY = "dep.status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')"

function childWith(readyExpr: string, beside = ''): number {
  const child = kustomization(
    'child',
    `{ dependsOn: [{ name: parent, readyExpr: ${JSON.stringify(readyExpr)} }] }`,
  )
  const cluster = smallCluster([
    { yaml: kustomization('parent', '{ wait: true }') + beside },
    { owner: 'parent', yaml: child },
  ])
  return [...dependencyCycle.check(cluster)].length
}

test('an expression that only holds after the dependency was ready closes a circle', () => {
  expect(childWith(READY)).toBe(1)
  expect(childWith('dep.status.observedGeneration == dep.metadata.generation')).toBe(1)
})

test('an expression that speaks of readiness and may hold before closes none', () => {
  expect(childWith(`${READY} || self.metadata.generation == 1`)).toBe(0)
  expect(childWith("dep.status.conditions.exists(e, e.type == 'Ready' && e.status == 'False')")).toBe(0)
})

test('a circle of what must only be there is one whatever the expression says', () => {
  const yaml = kustomization('parent', "{ dependsOn: [{ name: child, readyExpr: 'true' }] }")
  const cluster = smallCluster([{ yaml }, { owner: 'parent', yaml: kustomization('child', '{}') }])
  expect([...dependencyCycle.check(cluster)]).toHaveLength(1)
})

test('with the gate AdditiveCELDependencyCheck an expression comes on top of Flux’s own checks', () => {
  const controller = (name: string, value: string): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: flux-system }
spec: { template: { spec: { containers: [{ name: manager, args: ['--feature-gates=A=true,AdditiveCELDependencyCheck=${value}'] }] } } }
`
  const instance = (target: string): string => `---
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec:
  kustomize:
    patches:
      - target: { kind: Deployment, name: ${target} }
        patch: "[{ op: add, path: /a, value: --feature-gates=AdditiveCELDependencyCheck=true }]"
`
  expect(childWith('true', controller('kustomize-controller', 'true'))).toBe(1)
  expect(childWith('true', controller('kustomize-controller', 'false'))).toBe(0)
  expect(childWith('true', controller('helm-controller', 'true'))).toBe(0)
  expect(childWith('true', instance('(kustomize-controller|helm-controller)'))).toBe(1)
  expect(childWith('true', instance('source-controller'))).toBe(0)
})

test('what Flux is told not to apply is not waited for', () => {
  const child = kustomization('child', '{ dependsOn: [{ name: parent }] }')
  const ignored = child.replace(
    'namespace: flux-system }',
    'namespace: flux-system, annotations: { kustomize.toolkit.fluxcd.io/ssa: Ignore } }',
  )
  const problemsOf = (yaml: string): number =>
    [
      ...dependencyCycle.check(
        smallCluster([{ yaml: kustomization('parent', '{ wait: true }') }, { owner: 'parent', yaml }]),
      ),
    ].length
  expect(problemsOf(child)).toBe(1)
  expect(problemsOf(ignored)).toBe(0)
})
