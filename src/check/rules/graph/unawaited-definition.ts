import type { Build } from '../../../model/build.ts'
import type { Cluster } from '../../../model/fleet.ts'
import type { Reference } from '../../../model/graph.ts'
import { objectKey, type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { isFluxKustomization } from '../../../render/flux/spec.ts'
import { definersOf } from '../chart-definitions.ts'
import { hasHealthChecks } from '../cluster-view.ts'

function message({ from, target }: Reference, release: Resource, used: Resource): string {
  return `\`${shortId(from.resource.id)}\` applies \`${shortId(used.id)}\`, which \`${shortId(release.id)}\` defines, but \`${shortId(target)}\` is ready before that is installed.`
}

export const unawaitedDefinition: ClusterRule = {
  id: 'graph/unawaited-definition',
  scope: 'cluster',
  severity: 'warning',
  summary:
    'A Kustomization on which others depend for the kinds of a chart waits until the chart is installed.',
  why:
    'Without `wait` or `healthChecks` a Kustomization is ready as soon as its HelmRelease is applied, not installed: what ' +
    'depends on it fails on a new cluster until it is tried again.',
  fix: 'Set `wait: true` in the dependency, or name the HelmRelease in its `healthChecks`.',

  *check(cluster) {
    const definers = definersOf(cluster)
    const builds = buildsByOwner(cluster)
    for (const reference of cluster.graph.references) {
      const { type, from, target, at } = reference
      if (type !== 'dependsOn' || !isFluxKustomization(target)) continue
      const [user, dependency] = [builds.get(from.key), builds.get(objectKey(target))]
      const use =
        user === undefined || dependency === undefined ? undefined : useOf(user, dependency, definers)
      if (use === undefined) continue
      const text = message(reference, use.release, use.used)
      yield { at, message: text, build: from.build, trail: from.resource.trail }
    }
  },
}

interface Use {
  readonly used: Resource
  readonly release: Resource
}

function useOf(user: Build, dependency: Build, definers: ReturnType<typeof definersOf>): Use | undefined {
  if (hasHealthChecks(dependency)) return undefined
  for (const used of user.resources) {
    const definer = definers.get(used.id.group)?.find(({ build }) => build === dependency)
    if (definer !== undefined) return { used, release: definer.release }
  }
  return undefined
}

function buildsByOwner({ builds }: Cluster): ReadonlyMap<string, Build> {
  return new Map(
    builds.flatMap(build => (build.owner === undefined ? [] : [[objectKey(build.owner.id), build]])),
  )
}
