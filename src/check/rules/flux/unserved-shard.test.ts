import { expect, test } from 'vitest'
import { smallCluster } from '../../../../test/small-cluster.ts'
import { unservedShard } from './unserved-shard.ts'

function messagesOf(...documents: readonly string[]): readonly string[] {
  return [...unservedShard.check(smallCluster([{ yaml: documents.join('---\n') }]))].map(
    ({ message }) => message,
  )
}

function instance(spec: string): string {
  return `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec: ${spec}
`
}

function controller(name: string, ...args: readonly string[]): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: flux-system }
spec: { template: { spec: { containers: [{ name: manager, args: ${JSON.stringify(args)} }] } } }
`
}

function kustomization(label: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system, labels: { ${label} } }
spec: {}
`
}

const OF_TEAM = '{ sharding: { key: team.example.com/shard, shards: [one, two] } }'
const APPS =
  '`Kustomization flux-system/apps` is for the shard `three`, which no controller of this cluster serves.'

test('a shard that a FluxInstance does not run is found under the key that it shards by', () => {
  expect(messagesOf(instance(OF_TEAM), kustomization('team.example.com/shard: three'))).toEqual([APPS])
  expect(messagesOf(instance(OF_TEAM), kustomization('team.example.com/shard: two'))).toEqual([])
})

test('another key than that of the FluxInstance does nothing', () => {
  expect(messagesOf(instance(OF_TEAM), kustomization('sharding.fluxcd.io/key: three'))).toEqual([])
})

test('a FluxInstance that names no key shards by Flux’s own', () => {
  const asked = instance('{ sharding: { shards: [one] } }')
  expect(messagesOf(asked, kustomization('sharding.fluxcd.io/key: three'))).toEqual([APPS])
  expect(messagesOf(asked, kustomization('sharding.fluxcd.io/key: one'))).toEqual([])
})

test('without shards a key does nothing', () => {
  expect(messagesOf(instance('{}'), kustomization('sharding.fluxcd.io/key: three'))).toEqual([])
  expect(
    messagesOf(controller('kustomize-controller'), kustomization('sharding.fluxcd.io/key: three')),
  ).toEqual([])
})

test('a FluxInstance whose patches set the selector is not judged', () => {
  const patch =
    '{ sharding: { shards: [one] }, kustomize: { patches: [{ patch: "--watch-label-selector=a=b" }] } }'
  expect(messagesOf(instance(patch), kustomization('sharding.fluxcd.io/key: three'))).toEqual([])
})

test('each object is held against the controllers of its own kind, by any selector of Kubernetes', () => {
  const shard = (name: string, selector: string): string =>
    controller(name, `--watch-label-selector=${selector}`)
  const controllers = [
    shard('kustomize-controller', '!shard'),
    shard('kustomize-controller-one', 'shard in (one, two)'),
    controller('source-controller'),
  ]
  const source = kustomization('shard: three')
    .replace('kustomize.toolkit.fluxcd.io/v1', 'source.toolkit.fluxcd.io/v1')
    .replace('kind: Kustomization', 'kind: Bucket')
  expect(messagesOf(...controllers, kustomization('shard: three'), source)).toEqual([APPS])
  expect(messagesOf(...controllers, kustomization('shard: two'))).toEqual([])
})

test('the chart of a release has labels of its own', () => {
  const release = (shard: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: shop, labels: { sharding.fluxcd.io/key: one } }
spec: { chart: { metadata: { labels: { sharding.fluxcd.io/key: ${shard} } }, spec: { chart: web } } }
`
  const asked = instance('{ sharding: { shards: [one] } }')
  expect(messagesOf(asked, release('three'))).toEqual([
    '`HelmRelease shop/web` is for the shard `three`, which no controller of this cluster serves.',
  ])
  expect(messagesOf(asked, release('one'))).toEqual([])
})

test('what another cluster gets is not for the controllers of this one', () => {
  const remote = kustomization('')
    .replace('apps', 'remote')
    .replace('spec: {}', 'spec: { kubeConfig: { secretRef: { name: a } } }')
  const cluster = smallCluster([
    { yaml: `${instance('{ sharding: { shards: [one] } }')}---\n${remote}` },
    { owner: 'remote', yaml: kustomization('sharding.fluxcd.io/key: three') },
  ])
  expect([...unservedShard.check(cluster)]).toEqual([])
})
