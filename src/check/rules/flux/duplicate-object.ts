import { groupBy } from '../../../lib/group-by.ts'
import { isCopyOf, isNamedAfter } from '../../../lib/named-after.ts'
import { locate } from '../../../lib/locate.ts'
import { mapAt, textAt } from '../../../lib/node.ts'
import type { Build } from '../../../model/build.ts'
import type { Delivered } from '../../../model/fleet.ts'
import type { Origin } from '../../../model/location.ts'
import { objectKey, type Resource, shortId, type Trail } from '../../../model/resource.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { isSwitched } from '../../../render/flux/metadata.ts'
import { nameOrigin, pathOrigin, specOf } from '../../../render/flux/spec.ts'

/** An object that a build delivers after another one has. */
interface Duplicate {
  readonly first: Delivered
  readonly second: Delivered
  readonly at: Origin
  readonly firstAt: Origin
}

function problem(duplicates: readonly [Duplicate, ...Duplicate[]]): Problem {
  const [{ first, second, at, firstAt }] = duplicates
  const count = duplicates.length - 1
  const subject = `\`${shortId(second.resource.id)}\``
  const others = count === 0 ? 'is' : `and ${String(count)} other ${count === 1 ? 'object' : 'objects'} are`
  const file = firstAt.file.path
  return {
    at,
    message: `${subject} ${others} also applied by ${ownerOf(first.build)}, by way of \`${file}\`.`,
    fix: `Keep it in one Kustomization: remove it here or at \`${file}:${String(locate(firstAt).line)}\`.`,
    build: second.build,
    trail: second.resource.trail,
  }
}

function ownerOf({ owner, name }: Build): string {
  return `\`${owner === undefined ? name : shortId(owner.id)}\``
}

export const duplicateObject: FleetRule = {
  id: 'flux/duplicate-object',
  scope: 'fleet',
  severity: 'error',
  summary: 'An object of a cluster is applied by one Kustomization only.',
  why:
    'Two Kustomizations that apply one object take it from each other at every interval, and when one of them no ' +
    'longer holds it, pruning deletes it although the other still wants it.',
  fix: 'Keep the object in one Kustomization, and let the other depend on it.',

  *check({ clusters, areClustersAssumed = false }) {
    for (const cluster of clusters) {
      const [root] = cluster.builds
      // What an assumed root takes of its directory is a guess.
      const guessed = areClustersAssumed ? root : undefined
      const found = duplicatesOf(cluster.objects.filter(({ build }) => build !== guessed))
      for (const [duplicate, ...others] of groupBy(found, groupKey).values()) {
        if (duplicate !== undefined) yield problem([duplicate, ...others])
      }
    }
  },
}

function groupKey({ at, first }: Duplicate): string {
  return `${at.file.path}:${String(at.start)} ${first.build.name}`
}

function* duplicatesOf(objects: readonly Delivered[]): Generator<Duplicate> {
  const firstByKey = new Map<string, Delivered>()
  for (const second of objects) {
    if (isShared(second.resource)) continue
    const key = `${targetOf(second.build)} ${objectKey(second.resource.id)}`
    const first = firstByKey.get(key)
    if (first === undefined) firstByKey.set(key, second)
    else if (first.build !== second.build && !isHarmless(first.resource, second.resource)) {
      yield duplicateOf(first, second)
    }
  }
}

/** Where only one of two is where the object's name says, the other is the copy; else the one that comes second is. */
function duplicateOf(first: Delivered, second: Delivered): Duplicate {
  const [firstAt, secondAt] = [placeOf(first, second), placeOf(second, first)]
  return isCopied({ ...first, at: firstAt }, { ...second, at: secondAt })
    ? { first: second, second: first, at: firstAt, firstAt: secondAt }
    : { first, second, at: secondAt, firstAt }
}

type Placed = Delivered & { readonly at: Origin }

function isCopied(copy: Placed, original: Placed): boolean {
  const { name } = original.resource.id
  const [own, other] = [copy.at.file.path, original.at.file.path]
  // Where both bring the one object of one file, the places say how, and neither holds a name that was forgotten.
  if (isSame(nameOrigin(copy.resource), nameOrigin(original.resource))) {
    return isNamedAfter(other, name) && !isNamedAfter(own, name)
  }
  if (isCopyOf(own, other, name)) return true
  const isOwners = ({ build }: Placed): boolean => build.owner?.id.name === name
  return !isCopyOf(other, own, name) && isOwners(original) && !isOwners(copy)
}

/** Which API server a build's objects go to: two clusters may hold the same object. */
function targetOf({ owner }: Build): string {
  const kubeConfig = owner === undefined ? undefined : mapAt(specOf(owner), 'kubeConfig')
  const reference = mapAt(kubeConfig, 'secretRef') ?? mapAt(kubeConfig, 'configMapRef')
  if (owner === undefined || reference === undefined) return ''
  return `${owner.id.namespace}/${textAt(reference, 'name') ?? ''}/${textAt(reference, 'key') ?? ''}`
}

/** Objects that Flux merges into, creates only once, or leaves alone (spec/flux.md 1.8). */
function isShared(resource: Resource): boolean {
  return (
    isSwitched(resource, 'reconcile', 'disabled') ||
    ['Ignore', 'IfNotPresent', 'Merge'].some(value => isSwitched(resource, 'ssa', value))
  )
}

/** A namespace that nobody prunes is the same whoever applies it. */
function isHarmless(...resources: readonly Resource[]): boolean {
  return resources.every(
    resource => resource.id.kind === 'Namespace' && isSwitched(resource, 'prune', 'disabled'),
  )
}

/** Where an object comes from that `other` does not: its name, else an entry on its way, else the build's path. */
function placeOf({ resource, build }: Delivered, { resource: other }: Delivered): Origin {
  const name = nameOrigin(resource)
  if (!isSame(name, nameOrigin(other))) return name
  const others = stepsOf(other.trail)
  const own = stepsOf(resource.trail).findLast(step => !others.some(known => isSame(known, step)))
  if (own !== undefined) return own
  return build.owner === undefined ? name : pathOrigin(build.owner)
}

function stepsOf(trail: Trail | undefined): readonly Origin[] {
  const steps: Origin[] = []
  for (let step = trail; step !== undefined; step = step.parent) steps.push(step.at)
  return steps
}

function isSame(a: Origin, b: Origin): boolean {
  return a.file.path === b.file.path && a.start === b.start
}
