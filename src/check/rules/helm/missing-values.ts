import { isTrueAt, itemsAt, scalarAt, textAt } from '../../../lib/node.ts'
import type { Origin } from '../../../model/location.ts'
import type { Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'
import { objectsOf } from '../cluster-view.ts'
import { type ConfigId, configMakers, type Hint, hintFor, type Place } from '../missing-config.ts'
import { configKey } from '../variable-sources.ts'

function message(release: Resource, id: ConfigId): string {
  return `\`${shortId(release.id)}\` takes values from \`${shortId(id)}\`, which nothing makes.`
}

export const missingValues: FleetRule = {
  id: 'helm/missing-values',
  scope: 'fleet',
  severity: 'error',
  summary: 'What `valuesFrom` names exists, in the namespace of the HelmRelease.',
  why: 'The release is neither installed nor upgraded while an object with its values is missing.',
  fix: 'Correct the name on either side, or deliver the object into the namespace of the HelmRelease.',

  *check(fleet) {
    for (const cluster of fleet.clusters) yield* problemsIn({ cluster, fleet })
  },
}

function* problemsIn(place: Place): Generator<Problem> {
  const makers = configMakers(place.cluster)
  const made = new Set(makers.map(({ id }) => configKey(id)))
  for (const { resource, build } of objectsOf(place.cluster, 'helm.toolkit.fluxcd.io/HelmRelease')) {
    for (const { id, name } of missingFrom(resource, made)) {
      const hint = hintFor(id, makers, { ...place, from: name.file.path })
      if (hint === undefined) continue
      const at = placeOf(hint, name, resource)
      yield {
        at,
        message: message(resource, id),
        fix: fixOf(hint, at, name),
        build,
        resource,
        trail: resource.trail,
      }
    }
  }
}

interface Missing {
  readonly id: ConfigId
  readonly name: Scalar
}

function* missingFrom(release: Resource, made: ReadonlySet<string>): Generator<Missing> {
  for (const item of itemsAt(specOf(release), 'valuesFrom')) {
    const name = scalarAt(item, 'name')
    const kind = textAt(item, 'kind')
    if (name === undefined || kind === undefined || isTrueAt(item, 'optional')) continue
    const id = { kind, namespace: release.id.namespace, name: name.text }
    if (!made.has(configKey(id))) yield { id, name }
  }
}

/** The reference, unless it is the one of the two names that is like the release’s own. */
function placeOf({ near }: Hint, name: Scalar, { id }: Resource): Origin {
  const isOthers = near?.name !== undefined && name.text.includes(id.name) && !near.id.name.includes(id.name)
  return isOthers ? near.name : name
}

function fixOf({ fix }: Hint, at: Origin, name: Scalar): string {
  return at === name ? fix : `Write \`${name.text}\` here if it is meant.`
}
