import { isNull, withScalar } from '../../../lib/node.ts'
import type { Entry, Mapping, Node, Scalar, Sequence } from '../../../model/node.ts'
import { Refusal } from '../transformers/refusal.ts'
import { isQuoted, withoutQuotes } from '../transformers/texts.ts'
import { Added } from './added.ts'
import { directiveOfAddedMap, directiveOfList, directiveOfMap } from './directive.ts'
import { type Merged, mergeKeyedList } from './keyed-list.ts'
import { type DraftEntry, MapDraft } from './map-draft.ts'
import {
  BUILT_IN_SCHEMA,
  type MergeList,
  type MergeSchema,
  type MergeType,
  typeOfNode,
} from './merge-schema.ts'

/**
 * Merges a patch into an object as kustomize does (kyaml merge2): maps deeply, lists with merge keys item by item, all
 * else replaced; null removes. Undefined where the patch deletes the object.
 * @throws Refusal where patch and object differ in kind, or for an unknown `$patch`.
 */
export function strategicMerge(
  object: Mapping,
  patch: Mapping,
  schema: MergeSchema = BUILT_IN_SCHEMA,
): Mapping | undefined {
  const { node } = new StrategicMerge(schema).merge(object, patch, undefined)
  return node?.kind === 'map' ? node : undefined
}

const GONE: Merged = { node: undefined, isOld: false }

/** Walks an object and a patch together. Without a patch, a value still loses its empty fields, as in kustomize. */
class StrategicMerge {
  private readonly schema: MergeSchema
  private readonly added: Added

  constructor(schema: MergeSchema) {
    this.schema = schema
    this.added = new Added(schema)
  }

  readonly merge = (old: Node | undefined, patch: Node | undefined, type: MergeType | undefined): Merged => {
    const first = isNull(old) ? patch : old
    if (first === undefined || isNull(first)) return keptNull(old, patch)
    checkKind(first, patch)
    switch (first.kind) {
      case 'scalar':
        return replaced(old, patch)
      case 'list':
        return this.mergeList(asList(old), patch, type)
      case 'map':
        return this.mergeMap(asMap(old), patch, type ?? this.typeOf(old, patch))
      default:
        return first satisfies never
    }
  }

  private typeOf(old: Node | undefined, patch: Node | undefined): MergeType | undefined {
    return typeOfNode(old, this.schema) ?? typeOfNode(patch, this.schema)
  }

  private mergeMap(old: Mapping | undefined, patch: Node | undefined, type: MergeType | undefined): Merged {
    const given = asMap(patch)
    if (old === undefined) return given === undefined ? GONE : this.addMap(given, type)
    if (patch === undefined) return { node: this.mergeFields(old, undefined, type), isOld: true }
    return given === undefined ? GONE : this.patchMap(old, given, type)
  }

  private addMap(patch: Mapping, type: MergeType | undefined): Merged {
    const directed = directiveOfAddedMap(patch)
    if (directed.directive === 'delete') return GONE
    return { node: this.added.fields(directed.patch, type), isOld: false }
  }

  private patchMap(old: Mapping, given: Mapping, type: MergeType | undefined): Merged {
    const { directive, patch } = directiveOfMap(given)
    switch (directive) {
      case 'delete':
        return GONE
      case 'replace':
        return { node: this.added.fields(patch, type), isOld: false }
      case 'merge':
        return { node: this.mergeFields(old, patch, type), isOld: true }
      default:
        return directive satisfies never
    }
  }

  private mergeFields(old: Mapping, patch: Mapping | undefined, type: MergeType | undefined): Mapping {
    const draft = new MapDraft(old)
    for (const [name, entry] of old.entries) {
      const { key, value } = this.mergeField(entry, patch?.entries.get(name), type?.field(name))
      draft.set(key, value)
    }
    for (const [name, { key, value }] of patch?.entries ?? []) {
      if (!old.entries.has(name)) draft.set(key, this.merge(undefined, value, type?.field(name)).node)
    }
    return draft.done()
  }

  private mergeField(old: Entry, given: Entry | undefined, type: MergeType | undefined): DraftEntry {
    const { node } = this.merge(old.value, given?.value, type)
    const isGiven = given !== undefined && node === given.value
    return isGiven ? { key: given.key, value: inStyleOf(old, node) } : { key: old.key, value: node }
  }

  private mergeList(old: Sequence | undefined, patch: Node | undefined, type: MergeType | undefined): Merged {
    const list = type?.list
    if (list === undefined) return replaced(old, patch)
    const given = asList(patch)
    if (old === undefined) {
      return given === undefined ? GONE : { node: this.added.items(given, type), isOld: false }
    }
    if (patch === undefined) return { node: this.mergeItems(old, undefined, list), isOld: true }
    return given === undefined ? GONE : this.patchList(old, given, { type, list })
  }

  private patchList(
    old: Sequence,
    given: Sequence,
    { type, list }: { type: MergeType | undefined; list: MergeList },
  ): Merged {
    const { directive, patch } = directiveOfList(given)
    switch (directive) {
      case 'delete':
        return GONE
      case 'replace':
        return { node: this.added.items(patch, type), isOld: false }
      case 'merge':
        return { node: this.mergeItems(old, patch, list), isOld: true }
      default:
        return directive satisfies never
    }
  }

  private mergeItems(old: Sequence, patch: Sequence | undefined, list: MergeList): Sequence {
    return mergeKeyedList(old, patch, { list, merge: this.merge })
  }
}

/** An old null that is spelled out stays; an empty field goes. */
function keptNull(old: Node | undefined, patch: Node | undefined): Merged {
  const isKept = patch === undefined && old?.kind === 'scalar' && old.text !== ''
  return isKept ? { node: old, isOld: true } : GONE
}

function replaced(old: Node | undefined, patch: Node | undefined): Merged {
  if (patch === undefined) return { node: old, isOld: true }
  return isNull(patch) ? GONE : { node: patch, isOld: false }
}

function asMap(node: Node | undefined): Mapping | undefined {
  return node?.kind === 'map' ? node : undefined
}

function asList(node: Node | undefined): Sequence | undefined {
  return node?.kind === 'list' ? node : undefined
}

/** kustomize keeps the quotes of the old value; inside them every value is text. */
function inStyleOf(old: Entry, given: Node): Node {
  if (old.value.kind !== 'scalar' || given.kind !== 'scalar') return given
  return inQuotesOf(old.value, given)
}

/** The value as it reads where `old` stood: text, if that is in quotes; and without quotes, if that has none. */
export function inQuotesOf(old: Scalar, given: Scalar): Scalar {
  if (typeof given.value !== 'string') return isQuoted(old) ? withScalar(given, given.text) : given
  return typeof old.value !== 'string' && isQuoted(given) ? withoutQuotes(given) : given
}

function checkKind(old: Node, patch: Node | undefined): void {
  if (patch === undefined || isNull(patch) || patch.kind === old.kind) return
  const message = `The patch has ${nameOf(patch)} where the object has ${nameOf(old)}.`
  throw new Refusal('invalid-patch', patch, message)
}

function nameOf(node: Node): string {
  if (node.kind === 'map') return 'a map'
  return node.kind === 'list' ? 'a list' : `\`${node.text}\``
}
