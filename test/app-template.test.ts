import { describe, expect, test } from 'vitest'
import type { Checked } from '../src/model/checker.ts'
import { openRepository } from '../src/read/repository.ts'
import { checkedValues } from './checked-values.ts'
import { temporaryTree } from './temporary-tree.ts'

const KUSTOMIZATION = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [app.yaml]
`

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: app
  namespace: apps
spec:
  interval: 1h
`

function byRepository(version: string): string {
  return `${RELEASE}  chart:
    spec:
      chart: app-template
      version: ${version}
      sourceRef:
        kind: HelmRepository
        name: bjw-s
`
}

function byReference(version: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: app
  namespace: apps
spec:
  interval: 1h
  url: oci://registry.example.com/helm/app-template
  ref:
    tag: ${version}
---
${RELEASE}  chartRef:
    kind: OCIRepository
    name: app
`
}

/** `values` is a YAML map on one line. */
function checked(release: string, values: string): Promise<Checked> {
  const root = temporaryTree({
    'app/kustomization.yaml': KUSTOMIZATION,
    'app/app.yaml': `${release}  values: ${values}\n`,
  })
  return checkedValues(openRepository(root, 'disk'))
}

async function messages(version: string, values: string): Promise<readonly string[]> {
  const { raised } = await checked(byReference(version), values)
  return raised.map(({ rule, problem }) => `${rule.id} ${problem.message}`)
}

test.each([
  ['an OCIRepository', byReference('5.1.0')],
  ['a HelmRepository', byRepository('5.1.0')],
])('the chart of %s has a schema', async (_, release) => {
  const { counts, gaps, raised } = await checked(release, '{ controllers: { app: { containerz: {} } } }')
  expect([counts, gaps]).toEqual([{ releases: 1 }, []])
  expect(raised).toHaveLength(1)
})

test.each(['1.5.1', '2.6.0', '6.0.0'])('%s is a gap', async version => {
  const { counts, gaps, raised } = await checked(byRepository(version), '{ controllers: { app: { a: 1 } } }')
  expect([counts, gaps.map(({ reason }) => reason), raised]).toEqual([{ releases: 0 }, ['no-schema'], []])
})

test('another chart of the name is a gap', async () => {
  const values = '{ image: {}, replicaCount: 1, ingress: { enabled: true } }'
  const { counts, gaps, raised } = await checked(byRepository('5.1.0'), values)
  expect([counts, gaps.map(({ reason }) => reason), raised]).toEqual([{ releases: 0 }, ['near-schema'], []])
})

describe('what is wrong in every line of versions', () => {
  test.each([
    [
      '{ controllers: { a: { containers: { b: { resources: {}, requests: { cpu: 1 } } } } } }',
      '`controllers.a.containers.b.requests`: `requests` belongs into `controllers.a.containers.b.resources`.',
    ],
    [
      '{ controllers: { a: { containers: { b: { port: 80 } } } } }',
      'has no value `controllers.a.containers.b.port`',
    ],
    ['{ controllers: { a: { containers: { b: { resources: { cpu: 1 } } } } } }', 'b.resources.cpu`'],
    [
      '{ controllers: { a: { containers: { b: { probes: { liveness: { httpGet: {} } } } } } } }',
      'liveness.httpGet`',
    ],
    [
      '{ controllers: { a: { containers: { b: { env: { A: { valueFom: {} } } } } } } }',
      'Did you mean `valueFrom`?',
    ],
    [
      '{ controllers: { a: { containers: { b: { env: { A: [b] } } } } } }',
      'env.A` of the chart `app-template` is a list',
    ],
    ['{ controllers: { a: { replicas: "2" } } }', 'is the text `2` where a whole number is expected'],
    ['{ controllers: { a: { cronjob: { schedule: "@daily" } } } }', 'cronjob` where `type` is `deployment`'],
    ['{ defaultPodOptions: { securityContext: { runAsUser: root } } }', 'where a whole number is expected'],
    ['{ service: { a: { ports: { http: 80 } } } }', '`service.a.ports.http` of the chart'],
    [
      '{ ingress: { a: { hosts: [{ host: b, paths: [{ path: /, service: { name: c, port: http } }] }] } } }',
      'paths[].service.port`',
    ],
    [
      '{ persistence: { a: { type: emptyDir, size: 1Gi } } }',
      '`persistence.a.size` where `type` is `emptyDir`',
    ],
    [
      '{ persistence: { a: { existingClaim: b, size: 1Gi } } }',
      '`persistence.a.size` beside `existingClaim`',
    ],
    ['{ persistence: { a: { type: pvc } } }', 'none of `persistentVolumeClaim`'],
    ['{ persistence: { a: { type: nfs, globalMounts: [{ mountPath: /b }] } } }', 'globalMounts[].mountPath`'],
    [
      '{ configMaps: { a: { data: { b: { c: d } } } } }',
      '`configMaps.a.data.b` of the chart `app-template` is a map',
    ],
    [
      '{ contollers: { a: {} }, service: {} }',
      'values/doubtful-key The chart `app-template` reads no value `contollers` at the top. Did you mean `controllers`?',
    ],
  ])('%s', async (values, message) => {
    for (const version of ['3.7.3', '4.6.2', '5.1.0']) {
      const found = await messages(version, values)
      expect(found).toHaveLength(1)
      expect(found[0]).toContain(message)
    }
  })
})

describe('what is right in every line of versions', () => {
  test.each([
    '{ controllers: { a: { containers: { b: { env: [{ name: A, value: 1 }, { name: B, valueFrom: { fieldRef: { fieldPath: c } } }] } } } } }',
    '{ controllers: { a: { containers: { b: { env: { A: 1, B: true, C: null, D: { value: x, dependsOn: A }, E: { valueFrom: { secretKeyRef: { name: n, key: k } } } } } } } } }',
    '{ controllers: { a: { containers: { b: { image: { repository: c, tag: 1.2 }, command: sh, args: [-c, "{{ .Release.Name }}"] } } } } }',
    '{ controllers: { a: { type: cronjob, cronjob: { schedule: "@daily" } }, b: { type: statefulset, statefulset: { volumeClaimTemplates: [{ name: c, size: 1Gi }] } } } }',
    '{ controllers: { a: { type: "${TYPE}", cronjob: {}, replicas: "${COUNT}" } } }',
    '{ persistence: { a: { type: "${TYPE}", server: b }, c: { type: null, medium: Memory }, d: { existingClaim: null, size: 1Gi } } }',
    '{ persistence: { a: { type: custom, volumeSpec: { anything: true } }, b: { type: hostPath, hostPath: /dev } } }',
    '{ ingress: { a: { hosts: [{ host: b, paths: [{ path: /, service: { identifier: c, port: http } }] }] } } }',
    '{ service: { a: { controller: b, ports: { http: { port: "80", targetPort: web } } } } }',
    '{ x-anchor: { anything: true }, fullnameOverride: a, global: { nameOverride: b } }',
    '{}',
  ])('%s', async values => {
    for (const version of ['3.7.3', '4.6.2', '5.1.0']) expect(await messages(version, values)).toEqual([])
  })
})

test.each([
  ['serviceAccount: { create: true }', { '3.7.3': 0, '4.0.1': 1, '5.1.0': 1 }],
  ['serviceAccount: { main: {} }', { '3.7.3': 1, '4.0.1': 0, '5.1.0': 0 }],
  ['rawResources: { a: { apiVersion: b, kind: c, spec: {} } }', { '3.7.3': 0, '4.0.1': 0, '5.1.0': 3 }],
  [
    'route: { a: { rules: [{ backendRefs: [{ name: b, port: http }] }] } }',
    { '3.7.3': 0, '4.0.1': 1, '5.1.0': 1 },
  ],
  ['route: { a: { rules: [{ backendRefs: [{ identifier: b, port: http }] }] } }', { '3.7.3': 0, '5.1.0': 0 }],
  ['persistence: { a: { medium: Memory } }', { '3.7.3': 0, '4.0.1': 0, '5.1.0': 1 }],
])('%s depends on the version', async (values, counts) => {
  for (const [version, count] of Object.entries(counts))
    expect([version, (await messages(version, `{ ${values} }`)).length]).toEqual([version, count])
})
