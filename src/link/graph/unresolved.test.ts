import { expect, test } from 'vitest'
import { type SmallBuild, smallCluster } from '../../../test/small-cluster.ts'
import type { Build, BuildGap, BuildProblem } from '../../model/build.ts'
import type { Delivered } from '../../model/fleet.ts'
import { repoPath } from '../../model/location.ts'
import { shortId } from '../../model/resource.ts'
import { danglingReferences, unresolvedReferences } from './unresolved.ts'

const at = { file: { path: repoPath('x.yaml'), text: '' }, start: 0, end: 0 }
const remote: BuildGap = { reason: 'remote-source', at, message: 'Elsewhere.' }
const missing: BuildProblem = { code: 'missing-resource', at, message: 'Missing.' }

function dangling(...builds: readonly SmallBuild[]): { certain: string[]; uncertain: string[] } {
  const { certain, uncertain } = danglingReferences(smallCluster(builds))
  return {
    certain: certain.map(({ target }) => shortId(target)),
    uncertain: uncertain.map(({ target }) => shortId(target)),
  }
}

function release(spec: string, namespace = 'apps'): string {
  return `---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web${namespace === '' ? '' : `, namespace: ${namespace}`} }
spec: ${spec}
`
}

function kustomization(name: string, spec: string, namespace = 'flux-system'): string {
  return `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
`
}

const TO_SHOP = '{ chartRef: { kind: OCIRepository, name: shop } }'

test('what nothing delivers is certain', () => {
  expect(dangling({ yaml: release(TO_SHOP) })).toEqual({
    certain: ['OCIRepository apps/shop'],
    uncertain: [],
  })
})

test('what a build delivers is not dangling', () => {
  const source = `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: shop, namespace: apps }
`
  expect(dangling({ yaml: release(TO_SHOP) + source })).toEqual({ certain: [], uncertain: [] })
})

test('the source that bootstrap makes is not missing', () => {
  const spec = '{ sourceRef: { kind: GitRepository, name: flux-system } }'
  expect(dangling({ yaml: kustomization('apps', spec) })).toEqual({ certain: [], uncertain: [] })
  expect(dangling({ yaml: kustomization('apps', spec, 'apps') }).certain).toEqual([
    'GitRepository apps/flux-system',
  ])
})

test('a remote source, a broken build or a ResourceSet may deliver anything', () => {
  const uncertain = { certain: [], uncertain: ['OCIRepository apps/shop'] }
  expect(dangling({ yaml: release(TO_SHOP), gaps: [remote] })).toEqual(uncertain)
  expect(dangling({ yaml: release(TO_SHOP), problems: [missing] })).toEqual(uncertain)
  const set = `---
apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: tenants, namespace: flux-system }
`
  expect(dangling({ yaml: release(TO_SHOP) + set })).toEqual(uncertain)
})

test('a ResourceSet makes objects of the kinds of its templates, with names that fit', () => {
  const make = (spec: string): string[] => {
    const set = `---
apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: tenants, namespace: flux-system }
spec:
  ${spec}
`
    return dangling({ yaml: release(TO_SHOP) + set }).uncertain
  }
  const shop = ['OCIRepository apps/shop']
  const template = (kind: string, name: string): string =>
    `resources: [{ kind: ${kind}, metadata: { name: "${name}" } }]`
  expect(make(template('OCIRepository', '<< inputs.name >>'))).toEqual(shop)
  expect(make(template('OCIRepository', 'sh<< inputs.name >>p'))).toEqual(shop)
  expect(make(template('OCIRepository', '<< inputs.name >>-charts'))).toEqual([])
  expect(make(template('OCIRepository', 'other'))).toEqual([])
  expect(make(template('Secret', '<< inputs.name >>'))).toEqual([])
  expect(make(template('Kustomization', '<< inputs.name >>'))).toEqual(shop)
  expect(make('resourcesTemplate: "kind: OCIRepository"')).toEqual(shop)
  expect(make('resourcesTemplate: "kind: Secret"')).toEqual([])
  expect(make(`resources: [{ kind: ResourceSet, spec: { ${template('OCIRepository', 'shop')} } }]`)).toEqual(
    shop,
  )
})

test('a Kustomization without a source brings no source of another', () => {
  const spec = (name: string): string => `{ sourceRef: { kind: GitRepository, name: ${name} } }`
  const yaml = kustomization('apps', spec('lost')) + kustomization('other', spec('lost')) + release(TO_SHOP)
  const found = dangling(
    { yaml },
    { owner: 'apps', yaml: '', gaps: [remote] },
    { owner: 'other', yaml: '', gaps: [remote] },
  )
  expect(found).toEqual({
    certain: ['GitRepository flux-system/lost', 'GitRepository flux-system/lost'],
    uncertain: ['OCIRepository apps/shop'],
  })
})

test('a slip in a long name that others write is certain, whatever cannot be seen', () => {
  const to = (name: string): string => release(`{ chartRef: { kind: OCIRepository, name: ${name} } }`)
  const source = (name: string): string => `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: ${name}, namespace: apps }
`
  const certain = (known: string, wanted: string): string[] =>
    dangling({ yaml: source(known) + to(known) + to(known) + to(wanted), gaps: [remote] }).certain
  expect(certain('community-charts', 'comunity-charts')).toEqual(['OCIRepository apps/comunity-charts'])
  expect(certain('community-charts-1', 'community-charts-2')).toEqual([])
  expect(certain('charts', 'chart')).toEqual([])
})

test('a file that cannot be read holds only objects whose names are in it', () => {
  const broken = (text: string): BuildProblem => {
    const file = { path: repoPath('apps/broken.yaml'), text }
    return { code: 'syntax', at: { file, start: 0, end: 0 }, message: 'Broken.' }
  }
  const withText = (text: string): string[] =>
    dangling({ yaml: release(TO_SHOP), problems: [broken(text)] }).uncertain
  expect(withText('kind: OCIRepository\nname: shop')).toEqual(['OCIRepository apps/shop'])
  expect(withText('kind: Deployment\nname: web')).toEqual([])
})

test('a broken build does not hold what its own Kustomization waits for', () => {
  const yaml = kustomization('apps', '{ dependsOn: [{ name: infra }] }') + kustomization('other', '{}')
  expect(dangling({ yaml }, { owner: 'apps', yaml: '', problems: [missing] }).certain).toEqual([
    'Kustomization flux-system/infra',
  ])
  expect(dangling({ yaml }, { owner: 'other', yaml: '', problems: [missing] }).uncertain).toEqual([
    'Kustomization flux-system/infra',
  ])
})

test('a name that the API server refuses is certain, whatever cannot be seen', () => {
  const yaml = release('{ chartRef: { kind: OCIRepository, name: the_shop } }')
  expect(dangling({ yaml, gaps: [remote] }).certain).toEqual(['OCIRepository apps/the_shop'])
})

test('clusters that are only assumed may be one', () => {
  const cluster = smallCluster([{ yaml: kustomization('apps', '{ dependsOn: [{ name: infra }] }') }])
  const other = smallCluster([{ yaml: kustomization('infra', '{}') }])
  const clusters = [cluster, other]
  expect(danglingReferences(cluster, { clusters }).uncertain).toEqual([])
  expect(danglingReferences(cluster, { clusters, areClustersAssumed: true }).certain).toEqual([])
})

test('a target namespace or a service account of one namespace keeps a remote build there', () => {
  const remoteBuild = { owner: 'tenant', yaml: '', gaps: [remote] }
  for (const spec of ['{ targetNamespace: tenant }', '{ serviceAccountName: tenant }']) {
    const yaml = kustomization('tenant', spec, 'tenant') + release(TO_SHOP)
    expect(dangling({ yaml }, remoteBuild).certain).toEqual(['OCIRepository apps/shop'])
    const inside = kustomization('tenant', spec, 'tenant') + release(TO_SHOP, 'tenant')
    expect(dangling({ yaml: inside }, remoteBuild).uncertain).toEqual(['OCIRepository tenant/shop'])
  }
  const binding = `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: tenant }
subjects: [{ kind: ServiceAccount, name: tenant, namespace: tenant }]
`
  const yaml =
    kustomization('tenant', '{ serviceAccountName: tenant }', 'tenant') + release(TO_SHOP) + binding
  expect(dangling({ yaml }, remoteBuild).uncertain).toEqual(['OCIRepository apps/shop'])
})

test('an artifact that an ArtifactGenerator makes exists', () => {
  const generator = `---
apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: { name: parts, namespace: flux-system }
spec: { artifacts: [{ name: apps }] }
`
  const apps = kustomization('a', '{ sourceRef: { kind: ExternalArtifact, name: apps } }')
  const other = kustomization('b', '{ sourceRef: { kind: ExternalArtifact, name: other } }')
  expect(dangling({ yaml: generator + apps + other }).certain).toEqual(['ExternalArtifact flux-system/other'])
})

test('an object without a namespace is found by its name', () => {
  const yaml = `${release('{ dependsOn: [{ name: web }] }', '')}${release('{}')}`
  expect(dangling({ yaml })).toEqual({ certain: [], uncertain: [] })
})

test('a name that holds a variable may be any name', () => {
  const yaml =
    kustomization('"${CLUSTER}-infra"', '{}') + kustomization('apps', '{ dependsOn: [{ name: dev-infra }] }')
  expect(dangling({ yaml }).uncertain).toEqual(['Kustomization flux-system/dev-infra'])
})

test('whoever applies a root by hand may have applied its source', () => {
  const root = kustomization('fleet', '{ sourceRef: { kind: GitRepository, name: fleet } }').replace(
    '---\n',
    '',
  )
  const cluster = smallCluster([{ yaml: '' }], root)
  expect(danglingReferences(cluster).uncertain.map(({ target }) => shortId(target))).toEqual([
    'GitRepository flux-system/fleet',
  ])
  const delivered = smallCluster([{ yaml: root }], root)
  expect(danglingReferences(delivered).certain.map(({ target }) => shortId(target))).toEqual([
    'GitRepository flux-system/fleet',
  ])
})

test('an uncertain reference is one gap', () => {
  expect(unresolvedReferences(smallCluster([{ yaml: release(TO_SHOP), gaps: [remote] }]))).toMatchObject([
    {
      reason: 'unresolved-reference',
      message: '`OCIRepository apps/shop` may come from what cannot be seen from here.',
    },
  ])
})

function resourceSet(name: string, spec: string): string {
  return `---
apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: ${name}, namespace: apps }
spec: ${spec}
`
}

test('a ResourceSet waits for what exists and takes inputs that exist', () => {
  const on = (kind: string, name: string, apiVersion = 'fluxcd.controlplane.io/v1'): string =>
    `{ apiVersion: ${apiVersion}, kind: ${kind}, ${name} }`
  const provider = `---
apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSetInputProvider
metadata: { name: inputs, namespace: apps }
spec: { type: Static }
`
  const dependencies = [
    on('ResourceSet', 'name: first, namespace: apps'),
    on('ResourceSet', 'name: first'),
    on('ResourceSet', 'name: none, namespace: apps'),
    on('CustomResourceDefinition', 'name: any', 'apiextensions.k8s.io/v1'),
    on('Kustomization', 'name: infra, namespace: flux-system', 'kustomize.toolkit.fluxcd.io/v1'),
  ].join(', ')
  const second = `{ dependsOn: [${dependencies}], inputsFrom: [{ name: inputs }, { name: missing }] }`
  const yaml = provider + resourceSet('first', '{}') + resourceSet('second', second)
  const cluster = smallCluster([{ yaml: yaml + kustomization('infra', '{}') }])
  const built = { ...cluster, builds: [...cluster.builds, ...cluster.objects.map(setBuild)] }
  expect(danglingReferences(built).certain.map(({ target }) => shortId(target))).toEqual([
    'ResourceSet first',
    'ResourceSet apps/none',
    'ResourceSetInputProvider apps/missing',
  ])
})

function setBuild({ resource, build }: Delivered): Build {
  return { ...build, resources: [], owner: resource, parent: build }
}

test('a ResourceSet whose inputs or templates are unknown may deliver anything', () => {
  const yaml = release(TO_SHOP) + resourceSet('set', '{}')
  const withGap = (reason: BuildGap['reason']): string[] => {
    const cluster = smallCluster([{ yaml }])
    const sets = cluster.objects.filter(({ resource }) => resource.id.kind === 'ResourceSet').map(setBuild)
    const builds = [...cluster.builds, ...sets.map(build => ({ ...build, gaps: [{ ...remote, reason }] }))]
    return danglingReferences({ ...cluster, builds }).uncertain.map(({ target }) => shortId(target))
  }
  expect(withGap('template')).toEqual(['OCIRepository apps/shop'])
  expect(withGap('unknown-values')).toEqual(['OCIRepository apps/shop'])
  expect(withGap('encrypted')).toEqual([])
})
