import { expect, test } from 'vitest'
import { fleetOf, type SmallBuild, smallCluster } from '../../../../test/small-cluster.ts'
import { duplicateObject } from './duplicate-object.ts'

function messages(...builds: readonly SmallBuild[]): string[] {
  return [...duplicateObject.check(fleetOf([smallCluster(builds)]))].map(({ message }) => message)
}

function kustomizations(...specs: readonly string[]): string {
  return specs
    .map(
      (spec, index) => `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: k${String(index)}, namespace: flux-system }
spec: ${spec}
`,
    )
    .join('')
}

function object(kind: string, metadata = ''): string {
  return `---
apiVersion: v1
kind: ${kind}
metadata: { name: web${metadata} }
`
}

test('the second of two builds with one object is told of the first', () => {
  const yaml = object('ConfigMap', ', namespace: apps')
  expect(
    messages({ yaml: kustomizations('{}', '{}') }, { owner: 'k0', yaml }, { owner: 'k1', yaml }),
  ).toEqual([
    '`ConfigMap apps/web` is also applied by `Kustomization flux-system/k0`, by way of `build-1.yaml`.',
  ])
})

test('versions of one kind are one object', () => {
  const yaml = object('ConfigMap')
  const other = yaml.replace('v1', 'v2')
  expect(
    messages({ yaml: kustomizations('{}', '{}') }, { owner: 'k0', yaml }, { owner: 'k1', yaml: other }),
  ).toHaveLength(1)
})

test('what is meant to be shared is no duplicate', () => {
  for (const [key, value] of [
    ['ssa', 'Merge'],
    ['ssa', 'IfNotPresent'],
    ['reconcile', 'disabled'],
  ] as const) {
    const yaml = object('ConfigMap', `, labels: { kustomize.toolkit.fluxcd.io/${key}: ${value} }`)
    expect(
      messages({ yaml: kustomizations('{}', '{}') }, { owner: 'k0', yaml }, { owner: 'k1', yaml }),
    ).toEqual([])
  }
})

test('a namespace that nobody prunes is harmless, any other object is not', () => {
  const metadata = ', annotations: { kustomize.toolkit.fluxcd.io/prune: disabled }'
  const count = (kind: string): number => {
    const yaml = object(kind, metadata)
    return messages({ yaml: kustomizations('{}', '{}') }, { owner: 'k0', yaml }, { owner: 'k1', yaml }).length
  }
  expect([count('Namespace'), count('ConfigMap')]).toEqual([0, 1])
})

test('two clusters behind kubeConfigs may hold the same object, one cluster may not', () => {
  const yaml = object('ConfigMap')
  const to = (name: string): string => `{ kubeConfig: { secretRef: { name: ${name} } } }`
  const count = (first: string, second: string): number =>
    messages({ yaml: kustomizations(first, second) }, { owner: 'k0', yaml }, { owner: 'k1', yaml }).length
  expect([count(to('one'), to('two')), count(to('one'), to('one')), count(to('one'), '{}')]).toEqual([
    0, 1, 0,
  ])
})

test('what an assumed root takes of its directory is no duplicate', () => {
  const yaml = object('ConfigMap')
  const cluster = smallCluster([{ yaml: kustomizations('{}', '{}') + yaml }, { owner: 'k0', yaml }])
  const count = (areClustersAssumed: boolean): number =>
    [...duplicateObject.check({ ...fleetOf([cluster]), areClustersAssumed })].length
  expect([count(false), count(true)]).toEqual([1, 0])
})

test('what a Kustomization of the same name applies is the original', () => {
  const yaml = kustomizations('{}', '{}').replace('name: k1', 'name: web')
  const copy = object('ConfigMap')
  const found = (...owners: readonly string[]): string[] =>
    messages({ yaml }, ...owners.map(owner => ({ owner, yaml: copy })))
  const message = '`ConfigMap web` is also applied by `Kustomization flux-system/web`, by way of'
  expect(found('k0', 'web')).toEqual([`${message} \`build-2.yaml\`.`])
  expect(found('web', 'k0')).toEqual([`${message} \`build-1.yaml\`.`])
})
