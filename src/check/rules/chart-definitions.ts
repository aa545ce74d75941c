import { textAt, valueIn } from '../../lib/node.ts'
import { baseName } from '../../lib/path.ts'
import type { Build } from '../../model/build.ts'
import type { Cluster } from '../../model/fleet.ts'
import { objectKey, type Resource } from '../../model/resource.ts'
import { SOURCE_GROUP, specOf } from '../../render/flux/spec.ts'
import { objectsOf } from './cluster-view.ts'

/** API groups whose definitions a widespread chart brings, in its `crds` folder or its templates. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'cert-manager': ['cert-manager.io', 'acme.cert-manager.io'],
  'external-secrets': ['external-secrets.io', 'generators.external-secrets.io'],
  'kube-prometheus-stack': ['monitoring.coreos.com'],
  'prometheus-operator-crds': ['monitoring.coreos.com'],
  'cloudnative-pg': ['postgresql.cnpg.io'],
  kyverno: ['kyverno.io'],
  gatekeeper: ['templates.gatekeeper.sh', 'config.gatekeeper.sh'],
  metallb: ['metallb.io'],
  'rook-ceph': ['ceph.rook.io'],
  traefik: ['traefik.io'],
  keda: ['keda.sh'],
  velero: ['velero.io'],
  'sealed-secrets': ['bitnami.com'],
  'grafana-operator': ['grafana.integreatly.org'],
  crossplane: ['apiextensions.crossplane.io', 'pkg.crossplane.io'],
  'argo-cd': ['argoproj.io'],
  volsync: ['volsync.backube'],
}

/** A HelmRelease that brings the definitions of some groups, and the build that delivers it. */
export interface Definer {
  readonly release: Resource
  readonly build: Build
}

/** Who brings the definitions of each group; a group of which the fleet holds a definition as a manifest has none. */
export function definersOf(cluster: Cluster): ReadonlyMap<string, readonly Definer[]> {
  const definers = new Map<string, Definer[]>()
  for (const { resource, build } of objectsOf(cluster, 'helm.toolkit.fluxcd.io/HelmRelease')) {
    for (const group of GROUPS[chartOf(resource, cluster)] ?? []) {
      const known = definers.get(group)
      if (known === undefined) definers.set(group, [{ release: resource, build }])
      else known.push({ release: resource, build })
    }
  }
  for (const { resource } of objectsOf(cluster, 'apiextensions.k8s.io/CustomResourceDefinition')) {
    definers.delete(textAt(specOf(resource), 'group') ?? '')
  }
  return definers
}

/** The name of the chart that a release installs; empty where it is unknown. */
export function chartOf(release: Resource, { graph }: Cluster): string {
  const spec = specOf(release)
  const chart = textAt(valueIn(spec, 'chart', 'spec'), 'chart')
  if (chart !== undefined) return baseName(chart)
  const reference = valueIn(spec, 'chartRef')
  const [kind, name] = [textAt(reference, 'kind'), textAt(reference, 'name')]
  if (kind === undefined || name === undefined) return ''
  const namespace = textAt(reference, 'namespace') ?? release.id.namespace
  const source = graph.nodes.get(objectKey({ group: SOURCE_GROUP, kind, namespace, name }))
  const url = source === undefined ? undefined : textAt(specOf(source.resource), 'url')
  return baseName(url ?? '')
}
