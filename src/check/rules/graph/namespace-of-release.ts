import { isTrueAt, mapAt, textAt } from '../../../lib/node.ts'
import type { Build } from '../../../model/build.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { isForAnotherCluster } from '../../../link/graph/flux-object.ts'
import { namespaceOrigin, specOf } from '../../../render/flux/spec.ts'
import { isBlind, objectsOf } from '../cluster-view.ts'

function message({ resource, build }: Delivered, release: Resource): string {
  const { namespace } = resource.id
  if (resource.node === release.node) {
    return `\`${shortId(resource.id)}\` stands in the namespace \`${namespace}\`, which only its own installation creates.`
  }
  const owner = build.owner === undefined ? build.name : shortId(build.owner.id)
  return `\`${shortId(resource.id)}\` needs the namespace that \`${shortId(release.id)}\` creates, and \`${owner}\` applies both.`
}

export const namespaceOfRelease: FleetRule = {
  id: 'graph/namespace-of-release',
  scope: 'fleet',
  severity: 'error',
  summary: 'No Kustomization applies objects into a namespace that only a HelmRelease beside them creates.',
  why:
    'Flux tries all objects before it applies any: on a new cluster the namespace is missing, so that neither the object ' +
    'nor the HelmRelease that would create it is ever applied. On an old cluster nobody notices.',
  fix: 'Deliver the Namespace as an object; it may stand beside the HelmRelease.',

  *check({ clusters, areClustersAssumed }) {
    if (areClustersAssumed === true) return
    for (const cluster of clusters) if (!isBlind(cluster)) yield* problemsIn(cluster)
  },
}

function* problemsIn(cluster: Cluster): Generator<Problem> {
  const creators = creatorsOf(cluster)
  const told = new Set<string>()
  for (const delivered of cluster.objects) {
    const { resource, build } = delivered
    const { namespace } = resource.id
    const releases = creators.get(namespace) ?? []
    const [first] = releases
    const key = `${build.name} ${namespace}`
    if (first === undefined || told.has(key) || isForAnotherCluster(build)) continue
    if (!releases.every(release => release.build === build)) continue
    told.add(key)
    const at = namespaceOrigin(resource)
    yield { at, message: message(delivered, first.resource), build, resource, trail: resource.trail }
  }
}

interface Creator {
  readonly resource: Resource
  readonly build: Build
}

/** The releases that create a namespace, where no object does and the cluster does not have it from the start. */
function creatorsOf(cluster: Cluster): ReadonlyMap<string, readonly Creator[]> {
  const found = new Map<string, Creator[]>()
  for (const { resource, build } of objectsOf(cluster, 'helm.toolkit.fluxcd.io/HelmRelease')) {
    const namespace = isForAnotherCluster(build) ? undefined : createdBy(resource)
    if (namespace === undefined) continue
    found.set(namespace, [...(found.get(namespace) ?? []), { resource, build }])
  }
  for (const { resource } of objectsOf(cluster, '/Namespace')) found.delete(resource.id.name)
  for (const { owner } of cluster.builds) if (owner !== undefined) found.delete(rootNamespace(owner, cluster))
  return new Map([...found].filter(([name]) => name !== 'default' && !name.startsWith('kube-')))
}

function createdBy(release: Resource): string | undefined {
  const spec = specOf(release)
  const isCreating =
    isTrueAt(mapAt(spec, 'install'), 'createNamespace') && spec?.entries.has('kubeConfig') !== true
  return isCreating ? (textAt(spec, 'targetNamespace') ?? release.id.namespace) : undefined
}

/** Where a root stands, bootstrap has made the namespace. */
function rootNamespace(owner: Resource, { builds }: Cluster): string {
  return builds[0]?.owner === owner ? owner.id.namespace : ''
}
