import { expect, test } from 'vitest'
import { smallCluster } from '../../test/small-cluster.ts'
import { locate } from '../lib/locate.ts'
import type { Graph } from '../model/graph.ts'
import { shortId } from '../model/resource.ts'
import { renderResourceSet } from '../render/operator/resource-set.ts'
import { buildGraph } from './graph.ts'

function edges({ references }: Graph): string[] {
  return references.map(
    ({ type, from, target, at }) =>
      `${shortId(from.resource.id)} ${type} ${shortId(target)} @${String(locate(at).line)}`,
  )
}

test('reads every reference of a Kustomization and of a HelmRelease, with the line that names the target', () => {
  const { graph } = smallCluster([
    {
      yaml: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: apps }
spec:
  dependsOn:
    - name: infra
    - name: tenants
      namespace: other
  sourceRef:
    kind: OCIRepository
    name: manifests
  healthChecks:
    - apiVersion: apps/v1
      kind: Deployment
      name: web
    - apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      name: web
      namespace: apps
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: apps }
spec:
  dependsOn:
    - name: database
  chart:
    spec:
      sourceRef:
        kind: HelmRepository
        name: charts
        namespace: flux-system
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: api, namespace: apps }
spec:
  chartRef:
    kind: OCIRepository
    name: api
`,
    },
  ])
  expect(edges(graph)).toEqual([
    'Kustomization flux-system/flux-system sourceRef GitRepository flux-system/flux-system @7',
    'Kustomization apps/apps dependsOn Kustomization apps/infra @6',
    'Kustomization apps/apps dependsOn Kustomization other/tenants @7',
    'Kustomization apps/apps sourceRef OCIRepository apps/manifests @11',
    'Kustomization apps/apps waits-for Deployment web @15',
    'Kustomization apps/apps waits-for HelmRelease apps/web @18',
    'Kustomization flux-system/flux-system applies Kustomization apps/apps @3',
    'HelmRelease apps/web dependsOn HelmRelease apps/database @26',
    'HelmRelease apps/web sourceRef HelmRepository flux-system/charts @31',
    'Kustomization flux-system/flux-system applies HelmRelease apps/web @23',
    'HelmRelease apps/api chartRef OCIRepository apps/api @40',
    'Kustomization flux-system/flux-system applies HelmRelease apps/api @36',
  ])
})

test('a parent with `wait: true` waits for every Flux object it applies, and its health checks are not read', () => {
  const { graph } = smallCluster([
    {
      yaml: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  wait: true
  healthChecks: [{ apiVersion: v1, kind: Service, name: ignored }]
`,
    },
    {
      owner: 'apps',
      yaml: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: apps }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web, namespace: apps }
`,
    },
  ])
  expect(edges(graph)).toContain('Kustomization flux-system/apps waits-for HelmRelease apps/web @5')
  expect(edges(graph).filter(edge => edge.includes('ignored') || edge.includes('ConfigMap'))).toEqual([])
})

test('what goes to another cluster through a kubeConfig is no node', () => {
  const { graph } = smallCluster([
    {
      yaml: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: spoke, namespace: flux-system }
spec:
  kubeConfig: { secretRef: { name: spoke } }
`,
    },
    {
      owner: 'spoke',
      yaml: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: apps }
`,
    },
  ])
  expect([...graph.nodes.values()].map(({ resource }) => shortId(resource.id))).toEqual([
    'Kustomization flux-system/flux-system',
    'Kustomization flux-system/spoke',
  ])
})

test('a root that its own build delivers is read once, as delivered, and stays a root', () => {
  const { graph } = smallCluster([
    {
      yaml: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: flux-system, namespace: flux-system }
spec:
  wait: true
  sourceRef: { kind: GitRepository, name: flux-system }
`,
    },
  ])
  expect(edges(graph)).toEqual([
    'Kustomization flux-system/flux-system sourceRef GitRepository flux-system/flux-system @6',
    'Kustomization flux-system/flux-system applies Kustomization flux-system/flux-system @3',
  ])
  expect([...graph.nodes.values()].map(({ build }) => build)).toEqual([undefined])
})

test('sources refer to sources', () => {
  const { graph } = smallCluster([
    {
      yaml: `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet, namespace: flux-system }
spec:
  include:
    - repository: { name: shared }
---
apiVersion: source.extensions.fluxcd.io/v1beta1
kind: ArtifactGenerator
metadata: { name: parts, namespace: flux-system }
spec:
  sources:
    - { alias: fleet, kind: GitRepository, name: fleet }
---
apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: tenants, namespace: flux-system }
spec:
  dependsOn:
    - { apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, name: apps, namespace: flux-system }
`,
    },
  ])
  expect(edges(graph).filter(edge => !edge.includes(' applies '))).toEqual([
    'Kustomization flux-system/flux-system sourceRef GitRepository flux-system/flux-system @7',
    'GitRepository flux-system/fleet sourceRef GitRepository flux-system/shared @6',
    'ArtifactGenerator flux-system/parts sourceRef GitRepository flux-system/fleet @13',
    'ResourceSet flux-system/tenants dependsOn Kustomization flux-system/apps @20',
  ])
})

test('what a step of a ResourceSet makes comes after what the step before made', () => {
  const release = (name: string): string =>
    `{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: { name: ${name}, namespace: apps } }`
  const { builds, objects } = smallCluster([
    {
      yaml: `apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: shop, namespace: apps }
spec:
  steps:
    - name: database
      resources:
        - ${release('database')}
    - name: settings
      resources:
        - { apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: apps } }
    - name: web
      resources:
        - ${release('web')}
`,
    },
  ])
  const [parent] = builds
  const [set] = objects
  if (parent === undefined || set === undefined) throw new Error('the cluster is empty')
  const build = renderResourceSet({ owner: set.resource, name: 'shop', providers: [], parent })
  const { references } = buildGraph([set, ...build.resources.map(resource => ({ resource, build }))], [])
  expect(edges({ nodes: new Map(), references })).toEqual([
    'Kustomization flux-system/flux-system applies ResourceSet apps/shop @3',
    'ResourceSet apps/shop applies HelmRelease apps/database @8',
    'ResourceSet apps/shop waits-for HelmRelease apps/database @6',
    'ResourceSet apps/shop applies HelmRelease apps/web @14',
    'HelmRelease apps/web waits-for HelmRelease apps/database @14',
  ])
})
