import type { Hunk, ObjectChange } from '../../model/difference.ts'
import { type ObjectId, objectKey } from '../../model/resource.ts'
import { nameOrigin } from '../../render/flux/spec.ts'
import { isEqual } from '../../render/kustomize/patch/is-equal.ts'
import { ownerName } from './owner-name.ts'
import type { Effects } from './effects.ts'
import { masked, type Side, withoutNoise } from './mask.ts'
import type { ObjectPair, PlacedObject } from './pair-objects.ts'
import { linePlace, placedText } from './placed-text.ts'
import type { SecretValues } from './secret-values.ts'
import { hunksOf, wholeText } from './text-diff.ts'

/** What is secret on each side of a comparison. */
export interface BothSecrets {
  readonly before: SecretValues
  readonly after: SecretValues
}

export interface Circumstances {
  readonly effects: Effects
  readonly secrets: BothSecrets
  /** What of the composed values changes. */
  readonly values: readonly Hunk[]
}

/** Undefined where an object stays what it is, and where it is. */
export function objectChange(
  pair: ObjectPair,
  { effects, secrets, values }: Circumstances,
): ObjectChange | undefined {
  const { before, after } = pair
  const subject = after ?? before
  if (subject === undefined) return undefined
  const hunks = contentHunks(pair, secrets)
  if (hunks.length === 0 && values.length === 0 && !isElsewhere(before, after)) return undefined
  const outcome = effects.of(pair)
  const { id } = subject.resource
  return {
    change: changeOf(pair),
    id,
    was: formerId(before, id),
    from: isElsewhere(before, after) ? ownerName(before?.build.owner) : undefined,
    effect: outcome.effect,
    note: outcome.note,
    at: linePlace(nameOrigin(subject.resource)),
    ...countsOf(hunks),
    hunks,
    ...(values.length === 0 ? {} : { values }),
  }
}

function changeOf({ before, after }: ObjectPair): ObjectChange['change'] {
  if (before === undefined) return 'added'
  if (after === undefined) return 'removed'
  return isElsewhere(before, after) ? 'moved' : 'changed'
}

/** Whether another Kustomization applies it now. */
function isElsewhere(before: PlacedObject | undefined, after: PlacedObject | undefined): boolean {
  const [was, is] = [before?.build.owner, after?.build.owner]
  return was !== undefined && is !== undefined && objectKey(was.id) !== objectKey(is.id)
}

function formerId(before: PlacedObject | undefined, id: ObjectId): ObjectId | undefined {
  const was = before?.resource.id
  return was === undefined || (was.version === id.version && objectKey(was) === objectKey(id))
    ? undefined
    : was
}

function contentHunks({ before, after }: ObjectPair, secrets: BothSecrets): readonly Hunk[] {
  if (before !== undefined && after !== undefined && isUnchanged(before, after)) return []
  const shown = masked(sideOf(before, secrets.before), sideOf(after, secrets.after))
  const [old, now] = [placedText(shown.before), placedText(shown.after)]
  if (before === undefined) return wholeText(now, '+')
  return after === undefined ? wholeText(old, '-') : hunksOf(old, now)
}

function isUnchanged({ resource: a }: PlacedObject, { resource: b }: PlacedObject): boolean {
  return isEqual(a.node, b.node) || isEqual(withoutNoise(a.node), withoutNoise(b.node))
}

function sideOf(object: PlacedObject | undefined, secrets: SecretValues): Side | undefined {
  return object === undefined ? undefined : { node: object.resource.node, build: object.build, secrets }
}

function countsOf(hunks: readonly Hunk[]): Pick<ObjectChange, 'added' | 'removed'> {
  let [added, removed] = [0, 0]
  for (const { lines } of hunks) {
    for (const { sign } of lines) {
      if (sign === '+') added++
      if (sign === '-') removed++
    }
  }
  return { added, removed }
}
