import { isTrueAt, textAt } from '../../lib/node.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { Build } from '../../model/build.ts'
import type { KustomizationChange, ObjectChange } from '../../model/difference.ts'
import { objectKey, shortId } from '../../model/resource.ts'
import { specOf } from '../../render/flux/spec.ts'
import { ownerName } from './owner-name.ts'
import type { BuildPair } from './pair-builds.ts'

/** A change of an object, and the build under which it is told: the new one, or the old one where it is gone. */
export interface PlacedChange {
  readonly change: ObjectChange
  readonly build: Build
}

/** Kustomizations in which something changes, in the order of their builds. */
export function kustomizationChanges(
  pairs: readonly BuildPair[],
  changes: readonly PlacedChange[],
): readonly KustomizationChange[] {
  const byBuild = groupBy(changes, ({ build }) => build)
  return pairs.flatMap(pair => {
    const { before, after } = pair
    const build = after ?? before
    if (build === undefined) return []
    const own = [before, after].flatMap(side => (side === undefined ? [] : (byBuild.get(side) ?? [])))
    const objects = own.map(({ change }) => change)
    const isRenamed = isOtherName(pair)
    if (before !== undefined && after !== undefined && objects.length === 0 && !isRenamed) return []
    return [
      {
        change: changeOf(pair),
        name: ownerName(build.owner),
        ...(isRenamed ? { was: ownerName(before?.owner) } : {}),
        path: build.directory,
        notes: [...notesOn(pair, objects)],
        objects,
      },
    ]
  })
}

export function isOtherName({ before, after }: BuildPair): boolean {
  if (before?.owner === undefined || after?.owner === undefined) return false
  return objectKey(before.owner.id) !== objectKey(after.owner.id)
}

function changeOf(pair: BuildPair): KustomizationChange['change'] {
  if (pair.before === undefined) return 'added'
  if (pair.after === undefined) return 'removed'
  return isOtherName(pair) ? 'renamed' : 'changed'
}

function* notesOn(pair: BuildPair, objects: readonly ObjectChange[]): Generator<string> {
  const { before, after } = pair
  const spec = after?.owner === undefined ? undefined : specOf(after.owner)
  if (isTrueAt(spec, 'suspend')) yield 'It is suspended: nothing of this is applied until it is resumed.'
  if (isOtherName(pair)) yield* notesOnRename(pair)
  if (isEmptied(pair) && isTrueAt(spec, 'prune')) {
    yield 'Nothing is left in it: Flux deletes all that it has applied.'
  }
  const cut = [before, after].filter(side => side?.gaps.some(({ reason }) => reason === 'remote-base'))
  if (cut.length === 1 && objects.some(({ change }) => change !== 'changed')) {
    const side = cut[0] === before ? 'before' : 'now'
    yield `What its remote base holds ${side} is not seen: an object that is told as added or removed may be in it.`
  }
}

function isEmptied({ before, after }: BuildPair): boolean {
  if (before === undefined || after === undefined) return false
  return before.resources.length > 0 && after.resources.length === 0 && after.gaps.length === 0
}

function* notesOnRename({ before }: BuildPair): Generator<string> {
  const owner = before?.owner
  if (before === undefined || owner === undefined) return
  const policy = textAt(specOf(owner), 'deletionPolicy') ?? 'MirrorPrune'
  const deletes = policy === 'MirrorPrune' ? isTrueAt(specOf(owner), 'prune') : policy !== 'Orphan'
  if (!deletes) return
  const count = before.resources.length
  const [objects, them] = count === 1 ? ['its object', 'it'] : [`its ${String(count)} objects`, 'them']
  yield `\`${shortId(owner.id)}\` is deleted, and with it ${objects}, unless the new one has taken ${them} over before; what is deleted is made anew.`
}
