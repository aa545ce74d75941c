import { isNull, mapAt, valueAt, valueIn, withoutKey, withValue } from '../../../lib/node.ts'
import { type Mapping, mapping, type Node, type Sequence } from '../../../model/node.ts'
import { objectId, withFormerId } from '../identity.ts'
import type { KustomizeObject } from '../object.ts'
import { Refusal } from '../transformers/refusal.ts'
import { throughJson, withTexts } from './json-typing.ts'
import { applyJsonPatch } from './json6902.ts'
import type { MergeSchema } from './merge-schema.ts'
import { strategicMerge } from './strategic.ts'

export interface StrategicPatch {
  readonly patch: Mapping
  readonly schema: MergeSchema
  readonly allowNameChange: boolean
  readonly allowKindChange: boolean
}

/** The object after a strategic merge; undefined where the patch deletes it. Name, kind and namespace stay. */
export function withStrategicPatch(
  object: KustomizeObject,
  { patch, schema, allowNameChange, allowKindChange }: StrategicPatch,
): KustomizeObject | undefined {
  const merged = strategicMerge(object.node, patch, schema)
  if (merged === undefined || merged.entries.size === 0) return undefined
  let node = merged
  if (!allowKindChange) node = withField(node, 'kind', valueAt(object.node, 'kind'))
  if (!allowNameChange) node = withMetadata(node, 'name', valueIn(object.node, 'metadata', 'name'))
  node = withMetadata(node, 'namespace', valueIn(object.node, 'metadata', 'namespace'))
  return { ...(allowNameChange || allowKindChange ? withFormerId(object) : object), node }
}

/**
 * The patch as kustomize aims it at any object that a target selects: with the object's apiVersion, and with labels
 * and annotations of which every value is text, null too.
 */
export function aimed(patch: Mapping, object: Mapping): Mapping {
  const apiVersion = valueAt(object, 'apiVersion')
  const metadata = mapAt(patch, 'metadata')
  const texts =
    metadata === undefined
      ? patch
      : withField(patch, 'metadata', withTexts(withTexts(metadata, 'labels'), 'annotations'))
  return withField(texts, 'apiVersion', apiVersion)
}

/**
 * The object after a JSON patch, the values of its annotations as text.
 * @throws Refusal where an operation does not apply, or the object is none afterwards.
 */
export function withJsonPatch(object: KustomizeObject, patch: Sequence): KustomizeObject {
  const patched = throughJson(applyJsonPatch(annotated(object), patch))
  const metadata = mapAt(patched, 'metadata')
  const node =
    metadata === undefined ? patched : withField(patched, 'metadata', withTexts(metadata, 'annotations'))
  checkObject(node, patch)
  return { ...object, node }
}

/** kustomize keeps what it knows of an object in annotations, so that there are some for a patch to add to. */
function annotated(object: KustomizeObject): Mapping {
  const metadata = mapAt(object.node, 'metadata')
  if (metadata === undefined || !isNoted(object) || !isNull(valueAt(metadata, 'annotations')))
    return object.node
  return withField(object.node, 'metadata', withField(metadata, 'annotations', mapping(metadata, new Map())))
}

function isNoted({ former, prefixes, suffixes, generator, madeBy, transformedBy }: KustomizeObject): boolean {
  return (
    former.length + prefixes.length + suffixes.length + transformedBy.length > 0 ||
    generator !== undefined ||
    madeBy !== undefined
  )
}

function checkObject(node: Mapping, patch: Sequence): void {
  const { kind, name } = objectId(node)
  if (kind !== '' && name !== '') return
  const field = kind === '' ? 'kind' : 'metadata.name'
  throw new Refusal('invalid-patch', patch, `The patch leaves the object without its \`${field}\`.`)
}

function withField(map: Mapping, key: string, value: Node | undefined): Mapping {
  const before = valueAt(map, key)
  if (before === value) return map
  return value === undefined ? withoutKey(map, key) : withValue(map, key, value)
}

function withMetadata(map: Mapping, key: 'name' | 'namespace', value: Node | undefined): Mapping {
  const metadata = mapAt(map, 'metadata')
  const kept = isNull(value) ? undefined : value
  if (metadata === undefined && kept === undefined) return map
  const next = withField(metadata ?? mapping(kept ?? map, new Map()), key, kept)
  return withField(map, 'metadata', next)
}
