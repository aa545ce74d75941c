import { isNull, valueAt, withItems, withValue } from '../../../lib/node.ts'
import { type Node, scalar, type Sequence } from '../../../model/node.ts'
import { Refusal } from '../transformers/refusal.ts'
import { findItem, isEmptyMap, type ItemKey, keyValues, scalarText, setItem } from './list-items.ts'
import type { MergeList, MergeType } from './merge-schema.ts'

/** What became of a value. */
export interface Merged {
  /** Undefined: it goes. */
  readonly node: Node | undefined
  /** Whether this is the old value, changed, and not the patch's own. */
  readonly isOld: boolean
  /** What is left of an item that goes, should no key lead to it in its list. */
  readonly left?: Node | undefined
}

export type Merge = (old: Node | undefined, patch: Node | undefined, type: MergeType | undefined) => Merged

export interface ListMerge {
  readonly list: MergeList
  readonly merge: Merge
}

/**
 * Merges lists item by item. Items of the patch come first, in its order, then the old ones that it does not name.
 * With the same list for both, its nulls and directives are carried out.
 *
 * kustomize changes both lists while it walks them, and later items see what earlier ones left; so does this.
 */
export function mergeKeyedList(
  old: Sequence,
  patch: Sequence | undefined,
  { list, merge }: ListMerge,
): Sequence {
  const oldItems = [...old.items]
  const patchItems = patch === old ? oldItems : patch === undefined ? [] : [...patch.items]
  const keys = list.keys.length === 0 ? [''] : list.keys
  const rows = list.keys.length === 0 ? scalarRows(patchItems, oldItems) : keyRows(patchItems, oldItems, keys)
  if (rows.length === 0) return old
  const first: Node[] = []
  let usedKeys = keys
  for (const values of rows) {
    const key = usefulKey(rows, { keys, values })
    usedKeys = key.keys
    mergeRow({ oldItems, patchItems, first, key }, pair => merge(pair.old, pair.patch, list.items))
  }
  for (const item of oldItems) appendItem(first, item, usedKeys)
  const isSame = first.length === old.items.length && first.every((item, index) => item === old.items[index])
  return isSame ? old : withItems(old, first)
}

type Row = readonly string[]

/** The key values of all items, the patch's first, each once. */
function keyRows(patch: readonly Node[], old: readonly Node[], keys: readonly string[]): readonly Row[] {
  const seen = new Set<string>()
  const rows: Row[] = []
  for (const item of [...patch, ...old]) {
    const values = keyValues(item, keys)
    const mark = JSON.stringify(values)
    if (!seen.has(mark)) rows.push(values)
    seen.add(mark)
  }
  return keys.length > 1 ? completed(rows) : rows
}

function scalarRows(patch: readonly Node[], old: readonly Node[]): readonly Row[] {
  return [...new Set([...patch, ...old].map(scalarText))].map(text => [text])
}

/** Rows that agree where both have a value are taken for the same: `8080` and `8080, TCP`. */
function completed(given: readonly Row[]): readonly Row[] {
  const rows = [...given]
  for (let a = 0; a < rows.length; a++) {
    for (let b = 0; b < rows.length; b++) {
      const joined = joinRows(rows[a] ?? [], rows[b] ?? [])
      if (joined === undefined) continue
      rows[a] = joined
      rows[b] = joined
    }
  }
  return rows
}

function joinRows(a: Row, b: Row): Row | undefined {
  let hasCommon = false
  const joined: string[] = []
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? ''
    if (value === other) hasCommon = true
    else if (value !== '' && other !== '') return undefined
    joined.push(value === '' ? other : value)
  }
  return hasCommon ? joined : undefined
}

/** Keys that no row has a value for do not count. */
function usefulKey(rows: readonly Row[], { keys, values }: ItemKey): ItemKey {
  const useful = keys.map((_, index) => rows.some(row => row[index] !== undefined && row[index] !== ''))
  if (!useful.includes(true)) return { keys, values }
  return {
    keys: keys.filter((_, index) => useful[index]),
    values: values.filter((value, index) => value !== '' || useful[index]),
  }
}

interface RowMerge {
  readonly oldItems: Node[]
  readonly patchItems: Node[]
  /** The result so far. */
  readonly first: Node[]
  readonly key: ItemKey
}

interface Pair {
  readonly old: Node | undefined
  readonly patch: Node | undefined
}

function mergeRow({ oldItems, patchItems, first, key }: RowMerge, merge: (pair: Pair) => Merged): void {
  // An item is looked up only by the keys that it has a value for.
  const lookup = usefulKey([key.values], key)
  const old = findItem(oldItems, lookup)
  const { node, isOld, left } = merge({ old, patch: findItem(patchItems, lookup) })
  if (node === undefined || isNull(node) || isEmptyMap(node)) {
    if (old !== undefined && left !== undefined) oldItems[oldItems.indexOf(old)] = left
    setItem(oldItems, key, undefined)
    return
  }
  const item = withKeys(node, key)
  if (isOld && old !== undefined) oldItems[oldItems.indexOf(old)] = item
  setItem(first, key, item)
}

function withKeys(item: Node, { keys, values }: ItemKey): Node {
  if (item.kind !== 'map') return item
  let current = item
  for (const [index, key] of keys.entries()) {
    const value = values[index] ?? ''
    if (value !== '' && valueAt(current, key) === undefined) {
      current = withValue(current, key, scalar(item, value))
    }
  }
  return current
}

function appendItem(items: Node[], item: Node, keys: readonly string[]): void {
  if (keys[0] === '') {
    setItem(items, { keys, values: [scalarText(item)] }, item)
    return
  }
  if (item.kind !== 'map' && !isNull(item)) {
    throw new Refusal('invalid-patch', item, 'An item of a merged list is no map.')
  }
  const values: string[] = []
  for (const key of keys) {
    const value = valueAt(item, key)
    if (value === undefined) items.push(item)
    else values.push(scalarText(value))
  }
  if (keys.length > 1) setItem(items, { keys, values }, undefined)
  setItem(items, { keys, values }, item)
}
