import type { Build } from '../../../model/build.ts'
import type { Cluster, Delivered, Fleet } from '../../../model/fleet.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { type SubstituteFrom, substituteFrom } from '../../../render/flux/spec.ts'
import { configMakers, type ConfigMaker, hintFor } from '../missing-config.ts'
import { configKey, configObjects, kustomizationsOf } from '../variable-sources.ts'

function message(owner: Resource, { kind, name }: SubstituteFrom): string {
  return `\`${shortId(owner.id)}\` takes variables from \`${kind} ${owner.id.namespace}/${name}\`, which no build delivers.`
}

function ownMessage(owner: Resource, { kind, name }: SubstituteFrom): string {
  return `\`${shortId(owner.id)}\` takes variables from \`${kind} ${owner.id.namespace}/${name}\`, which only it delivers itself.`
}

const OWN_FIX =
  'Deliver the object by another Kustomization, on which this one depends, or set the values in `postBuild.substitute`.'

export const missingVariables: FleetRule = {
  id: 'flux/missing-variables',
  scope: 'fleet',
  severity: 'error',
  summary:
    'What `substituteFrom` names exists, in the namespace of the Kustomization, before the Kustomization is applied.',
  why:
    'Flux reads the object before it builds: where it is missing nothing is applied, and an object that only this ' +
    'Kustomization would create never comes into being on a new cluster.',
  fix: 'Correct the name, or deliver the object into the namespace of the Kustomization.',

  *check(fleet) {
    for (const cluster of fleet.clusters) yield* problemsIn(cluster, fleet)
  },
}

function* problemsIn(cluster: Cluster, fleet: Fleet): Generator<Problem> {
  const surroundings = { cluster, fleet, objects: configObjects(cluster), makers: configMakers(cluster) }
  for (const { owner, build } of kustomizationsOf(cluster)) {
    for (const reference of substituteFrom(owner)) {
      if (reference.optional) continue
      const problem = problemOf({ owner, build }, reference, surroundings)
      if (problem !== undefined)
        yield { at: reference.at, build, resource: owner, trail: owner.trail, ...problem }
    }
  }
}

interface Surroundings {
  readonly cluster: Cluster
  readonly fleet: Fleet
  readonly objects: ReadonlyMap<string, readonly Delivered[]>
  readonly makers: readonly ConfigMaker[]
}

interface User {
  readonly owner: Resource
  readonly build: Build | undefined
}

function problemOf(
  { owner, build }: User,
  reference: SubstituteFrom,
  { cluster, fleet, objects, makers }: Surroundings,
): Pick<Problem, 'message' | 'fix'> | undefined {
  const id = { kind: reference.kind, namespace: owner.id.namespace, name: reference.name }
  const delivered = objects.get(configKey(id))
  if (delivered !== undefined) {
    const isOwn = build !== undefined && delivered.every(giver => giver.build.owner?.node === owner.node)
    return isOwn ? { message: ownMessage(owner, reference), fix: OWN_FIX } : undefined
  }
  if (makers.some(({ id: made }) => configKey(made) === configKey(id))) return undefined
  const hint = hintFor(id, makers, { cluster, fleet })
  return hint === undefined ? undefined : { message: message(owner, reference), fix: hint.fix }
}
