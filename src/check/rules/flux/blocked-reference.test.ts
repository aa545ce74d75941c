import { expect, test } from 'vitest'
import { smallCluster } from '../../../../test/small-cluster.ts'
import { blockedReference } from './blocked-reference.ts'

const LOCKED = `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec: { cluster: { multitenant: true } }
---
`
const FREE = LOCKED.replace('true', 'false')

function object(kind: 'Kustomization' | 'HelmRelease', spec: string): string {
  const group = kind === 'Kustomization' ? 'kustomize.toolkit.fluxcd.io/v1' : 'helm.toolkit.fluxcd.io/v2'
  return `apiVersion: ${group}
kind: ${kind}
metadata: { name: web, namespace: shop }
spec: ${spec}
`
}

function messages(yaml: string): readonly string[] {
  return [...blockedReference.check(smallCluster([{ yaml }]))].map(({ message }) => message)
}

test('a chart or a source of another namespace is blocked where the cluster is locked down', () => {
  const chart = object('HelmRelease', '{ chartRef: { kind: OCIRepository, name: web, namespace: charts } }')
  const source = object(
    'Kustomization',
    '{ sourceRef: { kind: GitRepository, name: web, namespace: charts } }',
  )
  const sentence = (from: string, target: string): string =>
    `\`${from} shop/web\` takes from \`${target} charts/web\`, and this cluster blocks references into other namespaces.`
  expect(messages(LOCKED + chart)).toEqual([sentence('HelmRelease', 'OCIRepository')])
  expect(messages(LOCKED + source)).toEqual([sentence('Kustomization', 'GitRepository')])
  expect(messages(FREE + chart)).toEqual([])
})

test.each(['HelmRelease', 'Kustomization'] as const)(
  'a %s may depend on one of another namespace even there',
  kind => {
    expect(messages(LOCKED + object(kind, '{ dependsOn: [{ name: api, namespace: backend }] }'))).toEqual([])
  },
)

test('health checks may look into another namespace even there', () => {
  const check = '{ apiVersion: apps/v1, kind: Deployment, name: api, namespace: backend }'
  expect(messages(LOCKED + object('Kustomization', `{ healthChecks: [${check}] }`))).toEqual([])
})
