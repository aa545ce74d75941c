import { isNull, isTrueAt, itemsAt, mapAt, scalarAt, valueAt } from '../../../lib/node.ts'
import type { Mapping, Node } from '../../../model/node.ts'
import type { Context } from '../context.ts'
import type { KustomizeObject, Transformer } from '../object.ts'
import { orElse, Refusal } from './refusal.ts'
import { replacementSource } from './replacement-source.ts'
import { isTarget, targetOf } from './replacement-target.ts'
import { type Replacement, replaceField } from './replace-field.ts'
import { asText, settingAt } from './texts.ts'

export interface ReplacementOptions {
  /** Entries of `replacements` without a `path`, and what the files at such paths hold. */
  readonly replacements: readonly Mapping[]
}

/** Copies values from one object, or from the kustomization itself, to fields of others. */
export function replacementTransformer({ replacements }: ReplacementOptions, context: Context): Transformer {
  return objects =>
    replacements.reduce<readonly KustomizeObject[]>(
      (current, replacement) => orElse(context, current, () => replaced(current, replacement)),
      objects,
    )
}

function replaced(objects: readonly KustomizeObject[], replacement: Mapping): readonly KustomizeObject[] {
  const targets = valueAt(replacement, 'targets')
  const source = mapAt(replacement, 'source')
  const given = scalarAt(replacement, 'sourceValue')
  if ((source === undefined && given === undefined) || isNull(targets)) {
    throw new Refusal('invalid-field', replacement, 'The replacement needs a source and at least one target.')
  }
  if (source !== undefined && given !== undefined) {
    throw new Refusal('invalid-field', given, 'The replacement has both a `source` and a `sourceValue`.')
  }
  const value = source === undefined ? given && asText(given) : replacementSource(objects, source)
  if (value === undefined) return objects
  return itemsAt(replacement, 'targets').reduce(
    (current, target) => inTarget(current, target, { value, isGiven: source === undefined }),
    objects,
  )
}

function inTarget(
  objects: readonly KustomizeObject[],
  entry: Node,
  { value, isGiven }: Pick<Replacement, 'value' | 'isGiven'>,
): readonly KustomizeObject[] {
  if (entry.kind !== 'map') return objects
  const target = targetOf(entry)
  const options = mapAt(entry, 'options')
  const replacement = {
    value,
    isGiven,
    create: isTrueAt(options, 'create'),
    delimiter: settingAt(options, 'delimiter')?.text,
    index: Number(scalarAt(options, 'index')?.value ?? 0),
  }
  return objects.map(object => {
    if (!isTarget(object, target)) return object
    const node = target.fieldPaths.reduce(
      (current, path) => replaceField(current, path, replacement),
      object.node,
    )
    return { ...object, node }
  })
}
