import type { Delivered } from '../../../model/fleet.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { nameOrigin } from '../../../render/flux/spec.ts'
import { type Definer, definersOf } from '../chart-definitions.ts'
import { isBlind } from '../cluster-view.ts'
import { isPrepared } from '../prepared.ts'

function message({ resource, build }: Delivered, release: Resource): string {
  const owner = build.owner === undefined ? build.name : shortId(build.owner.id)
  return `\`${shortId(resource.id)}\` needs a definition that \`${shortId(release.id)}\` installs, and \`${owner}\` applies both.`
}

export const missingDefinition: FleetRule = {
  id: 'graph/missing-definition',
  scope: 'fleet',
  severity: 'error',
  summary:
    'No Kustomization applies a HelmRelease together with objects of kinds that only its chart defines.',
  why:
    'Flux tries all objects before it applies any: on a new cluster the kind is unknown, so that neither the object nor ' +
    'the HelmRelease that would define it is ever applied. On an old cluster nobody notices.',
  fix: 'Move the object into a Kustomization of its own that depends on this one, and set `wait: true` here.',

  *check(fleet) {
    if (fleet.areClustersAssumed === true || isPrepared(fleet)) return
    for (const cluster of fleet.clusters) {
      if (isBlind(cluster)) continue
      const definers = definersOf(cluster)
      const told = new Set<string>()
      for (const delivered of cluster.objects) {
        const { resource, build } = delivered
        const release = onlyHere(definers.get(resource.id.group), delivered)
        const key = `${build.name} ${resource.id.group}`
        if (release === undefined || told.has(key)) continue
        told.add(key)
        yield {
          at: nameOrigin(resource),
          message: message(delivered, release),
          build,
          resource,
          trail: resource.trail,
        }
      }
    }
  },
}

/** The release, where every release that defines the group stands in the build of the object itself. */
function onlyHere(definers: readonly Definer[] | undefined, { build }: Delivered): Resource | undefined {
  const [first] = definers ?? []
  return definers?.every(definer => definer.build === build) === true ? first?.release : undefined
}
