import { describe, expect, test } from 'vitest'
import { fleetOf, smallCluster } from '../../../test/small-cluster.ts'
import type { Fleet } from '../../model/fleet.ts'
import { repoPath } from '../../model/location.ts'
import { parseYaml } from '../../read/yaml/parse.ts'
import { versionChecker } from './index.ts'
import { judgedPins, type Verdict } from './judged.ts'

const MATRIX = `
apiVersion: fleetlint.dev/v1alpha1
kind: VersionMatrix
metadata: { name: fleet }
spec:
  components:
    app: { range: 6.x }
    flux: { range: 2.5 - 2.6 }
    talos: { range: 1.7 - 1.8 }
    checkout: { range: 1.x }
  environments:
    dev:
      clusters: [dev]
      pins: { app: 6.9.4, checkout: 1.0.0, flux: 2.5.1, talos: 1.7.6 }
`

function fleetWith(yaml: string): Fleet {
  const file = { path: repoPath('matrix.yaml'), text: MATRIX }
  const { documents } = parseYaml(file, 'resource')
  const fleet = fleetOf([smallCluster([{ yaml }])])
  return { ...fleet, files: new Map([[file.path, { file, documents, problems: [] }]]) }
}

function judged(yaml: string): readonly (readonly [component: string, version: string, verdict: Verdict])[] {
  const fleet = fleetWith(yaml)
  return fleet.clusters.flatMap(cluster =>
    judgedPins(fleet, cluster).map(
      ({ pin: { component, version }, verdict }) => [component, version, verdict] as const,
    ),
  )
}

const release = (version: string): string => `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: app, namespace: apps }
spec: { chart: { spec: { chart: app, ${version} sourceRef: { kind: HelmRepository, name: charts } } } }
`

const referring = (kind: string, spec: string): string => `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: app, namespace: apps }
spec: { chartRef: { kind: ${kind}, name: chart } }
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: ${kind}
metadata: { name: chart, namespace: apps }
spec: ${spec}
`

const oci = (ref: string): string =>
  referring('OCIRepository', `{ url: oci://registry.example.com/app, ref: ${ref} }`)

const git = (ref: string): string => `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: checkout, namespace: apps }
spec: { url: https://git.example.com/checkout, ref: ${ref} }
`

const DIGEST = `sha256:${'0'.repeat(64)}`

describe('the version of a chart', () => {
  test.each<[written: string, verdict: Verdict]>([
    ['6.9.4', 'ok'],
    ['v6.9.4', 'ok'],
    ['"=6.9.4"', 'ok'],
    ['6.9.4+build.1', 'ok'],
    ['6.9.3', 'not the pin'],
    ['6.9.4-rc.1', 'not the pin'],
    ['7.0.0', 'out of range'],
    ['7.0.0-alpha.1', 'out of range'],
    ['6.x', 'not pinned'],
    ['">=6.9.4"', 'not pinned'],
    ['"*"', 'not pinned'],
    ['latest', 'not pinned'],
    ['06.9.4', 'not pinned'],
    ['"${VERSION}"', 'unknown'],
  ])('%s is %s', (written, verdict) => {
    expect(judged(release(`version: ${written},`)).map(([, , said]) => said)).toEqual([verdict])
  })

  test('that is missing is the newest one', () => {
    expect(judged(release(''))).toEqual([['app', '', 'not pinned']])
  })
})

describe('a chart that a release refers to', () => {
  test.each<[ref: string, version: string, verdict: Verdict]>([
    ['{ tag: 6.9.4 }', '6.9.4', 'ok'],
    ['{ tag: 6.9.4_build1 }', '6.9.4_build1', 'ok'],
    [`{ tag: "6.9.4@${DIGEST}" }`, `6.9.4@${DIGEST}`, 'ok'],
    ['{ tag: 7.0.0 }', '7.0.0', 'out of range'],
    [`{ tag: 7.0.0, digest: "${DIGEST}" }`, '7.0.0', 'out of range'],
    ['{ tag: latest }', 'latest', 'not pinned'],
    [`{ tag: latest, digest: "${DIGEST}" }`, DIGEST, 'ok'],
    [`{ digest: "${DIGEST}" }`, DIGEST, 'ok'],
    [`{ semver: 6.x, digest: "${DIGEST}" }`, DIGEST, 'ok'],
    ['{ semver: 6.x, tag: 6.9.4 }', '6.x', 'not pinned'],
    ['{}', '', 'not pinned'],
  ])('from %s', (ref, version, verdict) => {
    expect(judged(oci(ref))).toEqual([['app', version, verdict]])
  })

  test('may be a HelmChart', () => {
    const spec = '{ chart: app, version: 7.0.0, sourceRef: { kind: HelmRepository, name: charts } }'
    expect(judged(referring('HelmChart', spec))).toEqual([['app', '7.0.0', 'out of range']])
  })
})

describe('a Git source', () => {
  test.each<[ref: string, verdict: Verdict]>([
    ['{ tag: v1.0.0 }', 'ok'],
    ['{ name: refs/tags/v1.0.0 }', 'ok'],
    ['{ tag: release-2026-01 }', 'not the pin'],
    ['{ branch: main }', 'not pinned'],
    ['{ name: refs/heads/main }', 'not pinned'],
    ['{ semver: ">=1.0" }', 'not pinned'],
  ])('at %s is %s', (ref, verdict) => {
    expect(judged(git(ref)).map(([, , said]) => said)).toEqual([verdict])
  })

  test('at a commit is pinned to another version', () => {
    expect(judged(git(`{ branch: main, commit: ${'a'.repeat(40)} }`))).toEqual([
      ['checkout', 'a'.repeat(40), 'not the pin'],
    ])
  })
})

test('what bootstrap wrote says which Flux a cluster runs', () => {
  const labels = (version: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: source-controller
  namespace: flux-system
  labels: { app.kubernetes.io/part-of: flux, app.kubernetes.io/version: ${version} }
`
  expect(judged(labels('v2.5.1'))).toEqual([['flux', 'v2.5.1', 'ok']])
  expect(judged(labels('v2.4.0'))).toEqual([['flux', 'v2.4.0', 'out of range']])
})

test.each<[talosVersion: string, verdict: Verdict]>([
  ['v1.7', 'ok'],
  ['v1.7.6', 'ok'],
  ['v1.8', 'not the pin'],
  ['v1.9', 'out of range'],
  ['v1', 'not pinned'],
])('talosVersion %s is a line of releases or one of them', (talosVersion, verdict) => {
  const yaml = `
apiVersion: bootstrap.cluster.x-k8s.io/v1alpha3
kind: TalosConfigTemplate
metadata: { name: workers, namespace: capi }
spec: { template: { spec: { talosVersion: ${talosVersion} } } }
`
  expect(judged(yaml)).toEqual([['talos', talosVersion, verdict]])
})

test('what the matrix says nothing of is not counted as compared', async () => {
  const other = release('version: 1.0.0,').replaceAll('chart: app', 'chart: other')
  const { counts } = await versionChecker.check(
    fleetWith(`${release('version: 6.9.4,')}---${other}`),
    new Map(),
  )
  expect(counts).toEqual({ pins: 1 })
})
