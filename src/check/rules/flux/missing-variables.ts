import { groupBy } from '../../../lib/group-by.ts'
import { waitsOf } from '../../../link/graph/waits.ts'
import type { Build } from '../../../model/build.ts'
import type { Cluster, Delivered, Fleet } from '../../../model/fleet.ts'
import { objectKey, type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { type SubstituteFrom, substituteFrom } from '../../../render/flux/spec.ts'
import { isAppliedByHand, isMadeByHand } from '../hand-applied.ts'
import { configMakers, type ConfigMaker, hintFor } from '../missing-config.ts'
import { configKey, configObjects, kustomizationsOf } from '../variable-sources.ts'

function message(owner: Resource, { kind, name }: SubstituteFrom): string {
  return `\`${shortId(owner.id)}\` takes variables from \`${kind} ${owner.id.namespace}/${name}\`, which no build delivers.`
}

function ownMessage(owner: Resource, { kind, name }: SubstituteFrom): string {
  return `\`${shortId(owner.id)}\` takes variables from \`${kind} ${owner.id.namespace}/${name}\`, which only it delivers itself.`
}

function lateMessage(owner: Resource, { kind, name }: SubstituteFrom, giver: Resource): string {
  return `\`${shortId(owner.id)}\` takes variables from \`${kind} ${owner.id.namespace}/${name}\`, which \`${shortId(giver.id)}\` delivers only after it.`
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
    const problem = untimely({ owner, build }, reference, { delivered, cluster })
    const isPrepared = (): boolean =>
      isMadeByHand(id, fleet.repository) ||
      delivered.some(({ resource }) => isAppliedByHand(resource.node.file.path, fleet.repository))
    return problem === undefined || isPrepared() ? undefined : problem
  }
  if (makers.some(({ id: made }) => configKey(made) === configKey(id))) return undefined
  const hint = hintFor(id, makers, { cluster, fleet })
  return hint === undefined ? undefined : { message: message(owner, reference), fix: hint.fix }
}

interface Giving {
  readonly delivered: readonly Delivered[]
  readonly cluster: Cluster
}

/** What is wrong where those who deliver the object do so too late. */
function untimely(
  { owner, build }: User,
  reference: SubstituteFrom,
  { delivered, cluster }: Giving,
): Pick<Problem, 'message' | 'fix'> | undefined {
  const isOwn = build !== undefined && delivered.every(giver => giver.build.owner?.node === owner.node)
  if (isOwn) return { message: ownMessage(owner, reference), fix: OWN_FIX }
  const late = lateGiver(delivered, owner, cluster)
  return late === undefined ? undefined : { message: lateMessage(owner, reference, late), fix: OWN_FIX }
}

/** Who delivers the object, where everyone who does comes only after the one that needs it. */
function lateGiver(delivered: readonly Delivered[], user: Resource, cluster: Cluster): Resource | undefined {
  const givers = delivered.map(({ build }) => build.owner)
  const isLate = givers.every(
    giver => giver !== undefined && isAfter(objectKey(giver.id), objectKey(user.id), cluster),
  )
  return isLate ? givers[0] : undefined
}

/** Whether one Kustomization is reconciled only after another one: it depends on it, or it is applied by it. */
function isAfter(late: string, early: string, { graph }: Cluster): boolean {
  const awaited = groupBy(waitsOf(graph), ({ waiter }) => `${waiter.state} ${waiter.key}`)
  const seen = new Set<string>()
  const queue = [`reconciled ${late}`]
  for (let moment = queue.pop(); moment !== undefined; moment = queue.pop()) {
    for (const { awaited: next } of awaited.get(moment) ?? []) {
      const key = `${next.state} ${next.key}`
      if (!seen.has(key)) queue.push(key)
      seen.add(key)
    }
  }
  return late !== early && seen.has(`reconciled ${early}`)
}
