import { scalarAt } from '../../../lib/node.ts'
import type { Cluster } from '../../../model/fleet.ts'
import type { Resource } from '../../../model/resource.ts'
import { shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { fluxVersionsOf, isServed, newestServed } from '../flux-apis.ts'

function message({ id }: Resource, flux: string): string {
  return `Flux ${flux} serves no \`${id.group}/${id.version}\` of \`${shortId(id)}\`.`
}

export const unservedApi: ClusterRule = {
  id: 'flux/unserved-api',
  scope: 'cluster',
  severity: 'error',
  summary: 'Every Flux object has a version that the cluster’s Flux serves.',
  why:
    'The API server knows no such kind (`no matches for kind … in version …`), and one such object keeps all the ' +
    'others of its Kustomization from being applied.',
  fix: 'Write the version that this Flux serves.',

  *check(cluster) {
    for (const { resource, build } of cluster.objects) {
      const problem = problemOf(resource, cluster)
      if (problem !== undefined) yield { ...problem, build, trail: resource.trail, resource }
    }
  },
}

function problemOf(resource: Resource, { fluxVersion }: Cluster): Problem | undefined {
  const { group, version, kind } = resource.id
  const versions = fluxVersionsOf(group, kind)
  if (versions === undefined || fluxVersion === undefined) return undefined
  const known = versions[version]
  if (known !== undefined && isServed(known, fluxVersion)) return undefined
  const newest = newestServed(versions, fluxVersion)
  const fix = newest === undefined ? undefined : `Write \`${group}/${newest}\`.`
  return {
    at: scalarAt(resource.node, 'apiVersion') ?? resource.node,
    message: message(resource, fluxVersion),
    fix,
  }
}
