import { compareText } from '../../../lib/order.ts'
import { withEntry } from '../../../lib/node.ts'
import { type Entry, type Mapping, mapping, type Node } from '../../../model/node.ts'
import type { Context } from '../context.ts'
import { type FieldSpec, updateAtFieldSpecs } from '../field-specs.ts'
import type { KustomizeObject, Transformer } from '../object.ts'
import { changeEach, Refusal } from './refusal.ts'
import { asText } from './texts.ts'

export interface LabelOptions {
  readonly labels: Mapping
  readonly fieldSpecs: readonly FieldSpec[]
}

export interface AnnotationOptions {
  readonly annotations: Mapping
  readonly fieldSpecs: readonly FieldSpec[]
}

/** Sets labels where the specs say: in metadata, templates, selectors. */
export function labelTransformer({ labels, fieldSpecs }: LabelOptions, context: Context): Transformer {
  return pairTransformer(labels, fieldSpecs, context)
}

export function annotationTransformer(
  { annotations, fieldSpecs }: AnnotationOptions,
  context: Context,
): Transformer {
  return pairTransformer(annotations, fieldSpecs, context)
}

function pairTransformer(pairs: Mapping, specs: readonly FieldSpec[], context: Context): Transformer {
  const entries = [...pairs.entries].sort(([a], [b]) => compareText(a, b)).map(([, entry]) => entry)
  if (entries.length === 0) return objects => objects
  return objects => changeEach(context, objects, object => withPairs(object, entries, specs))
}

function withPairs(
  object: KustomizeObject,
  entries: readonly Entry[],
  specs: readonly FieldSpec[],
): KustomizeObject {
  let { node } = object
  for (const entry of entries) {
    node = updateAtFieldSpecs(node, specs, { make: 'map', set: current => withPair(current, entry) })
  }
  return { ...object, node }
}

function withPair(current: Node | undefined, { key, value }: Entry): Node {
  if (value.kind !== 'scalar') return current ?? mapping(value, new Map())
  const old = current ?? mapping(value, new Map())
  if (old.kind !== 'map') {
    const message = `\`${key.text}\` is to be set where there is no map but ${old.kind === 'list' ? 'a list' : `\`${old.text}\``}.`
    throw new Refusal('invalid-field', old, message)
  }
  return withEntry(old, key.text, { key: old.entries.get(key.text)?.key ?? key, value: asText(value) })
}
