import { expect, test } from 'vitest'
import { fleetOf, smallCluster } from '../../../../test/small-cluster.ts'
import { danglingDependency } from './dangling-dependency.ts'

function object(kind: 'Kustomization' | 'HelmRelease', name: string, dependency?: string): string {
  const group = kind === 'Kustomization' ? 'kustomize' : 'helm'
  const spec = dependency === undefined ? '{}' : `{ dependsOn: [${dependency}] }`
  return `---
apiVersion: ${group}.toolkit.fluxcd.io/v2
kind: ${kind}
metadata: { name: ${name}, namespace: flux-system }
spec: ${spec}
`
}

function fixes(yaml: string): (string | undefined)[] {
  return [...danglingDependency.check(fleetOf([smallCluster([{ yaml }])]))].map(({ fix }) => fix)
}

test('says what was probably meant', () => {
  const release = object('HelmRelease', 'redis')
  const infra = object('Kustomization', 'infra')
  const meant = (dependency: string): (string | undefined)[] =>
    fixes(release + infra + object('Kustomization', 'apps', dependency))
  expect(meant('{ name: infr }')).toEqual(['Write `infra` if `Kustomization flux-system/infra` is meant.'])
  expect(meant('{ name: infra, namespace: infra }')).toEqual([
    'Add `namespace: flux-system`: `Kustomization flux-system/infra` has this name.',
  ])
  expect(meant('{ name: redis }')).toEqual([
    '`HelmRelease flux-system/redis` has this name, but a Kustomization waits for Kustomizations only: depend on `Kustomization flux-system/flux-system`, which applies it, or order what applies both.',
  ])
  expect(meant('{ name: monitoring }')).toEqual([undefined])
})

test('a HelmRelease that names a Kustomization is told so', () => {
  const [fix] = fixes(object('Kustomization', 'infra') + object('HelmRelease', 'web', '{ name: infra }'))
  expect(fix).toMatch(/^`Kustomization flux-system\/infra` has this name, but a HelmRelease waits for HelmR/)
})

test('names the object that waits, and the one that is missing', () => {
  const cluster = smallCluster([{ yaml: object('Kustomization', 'apps', '{ name: infra }') }])
  expect([...danglingDependency.check(fleetOf([cluster]))]).toMatchObject([
    {
      message:
        '`Kustomization flux-system/apps` depends on `Kustomization flux-system/infra`, which no build delivers.',
      build: cluster.builds[0],
    },
  ])
})

test('a root that nothing delivers is told of in its own build', () => {
  const root = object('Kustomization', 'root', '{ name: infra }').replace('---\n', '')
  const cluster = smallCluster([{ yaml: '' }], root)
  expect([...danglingDependency.check(fleetOf([cluster]))].map(({ build }) => build)).toEqual([
    cluster.builds[0],
  ])
})

function release(namespace: string, name: string, dependency?: string): string {
  return object('HelmRelease', name, dependency).replace('namespace: flux-system', `namespace: ${namespace}`)
}

const RELEASES: readonly (readonly [what: string, dependency: string, found: readonly string[]])[] = [
  ['in its own namespace, which is meant where none is said', '{ name: cache }', []],
  ['in its own namespace, said', '{ name: cache, namespace: shop }', []],
  ['in another namespace, said', '{ name: operator, namespace: databases }', []],
  ['in another namespace, not said', '{ name: operator }', ['`HelmRelease shop/operator`']],
  [
    'in a namespace where it is not',
    '{ name: cache, namespace: databases }',
    ['`HelmRelease databases/cache`'],
  ],
  ['that is nowhere', '{ name: broker, namespace: queues }', ['`HelmRelease queues/broker`']],
  ['under an empty namespace, which is its own', "{ name: cache, namespace: '' }", []],
]

test.each(RELEASES)('a HelmRelease depends on one %s', (_, dependency, found) => {
  const yaml =
    release('shop', 'cache') + release('databases', 'operator') + release('shop', 'web', dependency)
  const messages = [...danglingDependency.check(fleetOf([smallCluster([{ yaml }])]))].map(
    ({ message }) => message,
  )
  expect(messages).toEqual(
    found.map(target => `\`HelmRelease shop/web\` depends on ${target}, which no build delivers.`),
  )
})

test('a HelmRelease that leaves out the namespace of its dependency is told so', () => {
  const yaml = release('databases', 'operator') + release('shop', 'web', '{ name: operator }')
  expect(fixes(yaml)).toEqual(['Add `namespace: databases`: `HelmRelease databases/operator` has this name.'])
})

test('HelmReleases of other Kustomizations are found, those of other clusters are not', () => {
  const wanted = release('shop', 'web', '{ name: operator, namespace: databases }')
  const deliveredBy = (spec: string): number => {
    const infra = object('Kustomization', 'infra').replace('spec: {}', `spec: ${spec}`)
    const cluster = smallCluster([
      { yaml: infra + wanted },
      { owner: 'infra', yaml: release('databases', 'operator') },
    ])
    return [...danglingDependency.check(fleetOf([cluster]))].length
  }
  expect(deliveredBy('{}')).toBe(0)
  expect(deliveredBy('{ kubeConfig: { secretRef: { name: other } } }')).toBe(1)
})
