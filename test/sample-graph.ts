import type { Drawing } from '../src/commands/graph/drawing.ts'
import { pictureOf } from '../src/commands/graph/picture.ts'
import type { Cluster } from '../src/model/fleet.ts'
import { fleetOf, smallCluster } from './small-cluster.ts'

/** A cluster with a cycle, a missing dependency, a suspended release, and names that break out of markup. */
export const sampleCluster: Cluster = smallCluster([
  {
    yaml: `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: infrastructure, namespace: flux-system }
spec:
  path: ./infrastructure
  wait: true
  sourceRef: { kind: GitRepository, name: flux-system }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  path: ./apps
  dependsOn: [{ name: infrastructure }, { name: secrets }]
  sourceRef: { kind: GitRepository, name: flux-system }
  healthChecks: [{ apiVersion: apps/v1, kind: Deployment, name: web, namespace: shop }]
`,
  },
  {
    owner: 'infrastructure',
    yaml: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: issuers, namespace: flux-system }
spec:
  path: ./issuers
  dependsOn: [{ name: infrastructure }]
  sourceRef: { kind: GitRepository, name: flux-system }
`,
  },
  {
    owner: 'apps',
    yaml: String.raw`apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: 'web"] --> x', namespace: shop }
spec:
  chartRef: { kind: OCIRepository, name: web, namespace: flux-system }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: "</title>\n<script>&amp;\\", namespace: shop }
spec:
  suspend: true
  chartRef: { kind: OCIRepository, name: web, namespace: flux-system }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web, namespace: shop }
`,
  },
])

export function drawingOf(...clusters: readonly Cluster[]): Drawing {
  return { pictures: clusters.map(cluster => pictureOf(cluster)), fleet: fleetOf(clusters) }
}
