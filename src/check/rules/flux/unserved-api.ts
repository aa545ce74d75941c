import { scalarAt } from '../../../lib/node.ts'
import type { Cluster } from '../../../model/fleet.ts'
import type { Resource } from '../../../model/resource.ts'
import { shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { NEWEST_FLUX } from '../../flux-release.ts'
import { fluxVersionsOf, isFluxGroup, isServed, newestServed } from '../flux-apis.ts'

function message({ id }: Resource, flux: string | undefined): string {
  const subject = flux === undefined ? 'No Flux' : `Flux ${flux}`
  return `${subject} serves ${flux === undefined ? 'a' : 'no'} \`${id.group}/${id.version}\` of \`${shortId(id)}\`.`
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
  if (!isFluxGroup(group)) return undefined
  const versions = fluxVersionsOf(group, kind) ?? {}
  const known = versions[version]
  // What some Flux serves may be what this one serves, where nobody says which it is.
  if (known !== undefined && (fluxVersion === undefined || isServed(known, fluxVersion))) return undefined
  const newest = newestServed(versions, fluxVersion ?? NEWEST_FLUX)
  return {
    at: scalarAt(resource.node, 'apiVersion') ?? resource.node,
    message: message(resource, fluxVersion),
    fix: newest === undefined ? OTHER_KIND : `Write \`${group}/${newest}\`.`,
  }
}

const OTHER_KIND = 'Flux has no such kind in this group: correct the `apiVersion` or the `kind`.'
