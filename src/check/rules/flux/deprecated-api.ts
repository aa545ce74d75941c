import { scalarAt } from '../../../lib/node.ts'
import type { Resource } from '../../../model/resource.ts'
import { shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { isAtLeast, NEWEST_FLUX } from '../../flux-release.ts'
import { fluxVersionsOf, isServed, newestServed, type ServedVersion } from '../flux-apis.ts'

function message({ id }: Resource, { removedIn }: ServedVersion, successor: string): string {
  const end = removedIn === undefined ? '' : ` and Flux ${removedIn} no longer serves it`
  return `The version \`${id.version}\` of \`${shortId(id)}\` is deprecated: \`${successor}\` takes its place${end}.`
}

export const deprecatedApi: ClusterRule = {
  id: 'flux/deprecated-api',
  scope: 'cluster',
  severity: 'warning',
  summary: 'No Flux object has a version that Flux is about to drop.',
  why: 'The next upgrade of Flux fails on every object that still has the old version.',
  fix: 'Run `flux migrate -f .`, or write the new version and follow its changes.',

  *check({ objects, fluxVersion }) {
    for (const { resource, build } of objects) {
      const problem = problemOf(resource, fluxVersion)
      if (problem !== undefined) yield { ...problem, build, trail: resource.trail, resource }
    }
  },
}

function problemOf(resource: Resource, fluxVersion: string | undefined): Problem | undefined {
  const { group, version, kind } = resource.id
  const versions = fluxVersionsOf(group, kind) ?? {}
  const known = versions[version]
  if (known === undefined || !isDeprecated(known, fluxVersion)) return undefined
  const newest = newestServed(versions, fluxVersion ?? NEWEST_FLUX) ?? ''
  const at = scalarAt(resource.node, 'apiVersion') ?? resource.node
  return { at, message: message(resource, known, newest), fix: `Write \`${group}/${newest}\`.` }
}

/** What is no longer served is an error of its own; where nobody says which Flux runs, it may still be served. */
function isDeprecated(version: ServedVersion, flux: string | undefined): boolean {
  if (version.successorSince === undefined || (flux !== undefined && !isServed(version, flux))) return false
  return isAtLeast(flux ?? NEWEST_FLUX, version.successorSince)
}
