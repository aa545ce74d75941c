import { isNull, valueAt } from '../../../lib/node.ts'
import type { Node } from '../../../model/node.ts'
import { Refusal } from '../transformers/refusal.ts'

/** Fields and the texts that they have in one item; one empty key stands for a scalar item itself. */
export interface ItemKey {
  readonly keys: readonly string[]
  readonly values: readonly string[]
}

/** A scalar as it is written; `''` for all else. */
export function scalarText(node: Node | undefined): string {
  return node?.kind === 'scalar' ? node.text : ''
}

export function isEmptyMap(node: Node): boolean {
  return node.kind === 'map' && node.entries.size === 0
}

function isEmptyValue(node: Node | undefined): boolean {
  return (
    isNull(node) ||
    node === undefined ||
    isEmptyMap(node) ||
    (node.kind === 'list' && node.items.length === 0)
  )
}

/** What an item has in the key fields; `''` where a field is missing, null or empty. */
export function keyValues(item: Node, keys: readonly string[]): readonly string[] {
  return keys.map(key => {
    const value = valueAt(item, key)
    return isEmptyValue(value) ? '' : scalarText(value)
  })
}

/** The first item in which every key has its value. */
export function findItem(items: readonly Node[], { keys, values }: ItemKey): Node | undefined {
  if (keys[0] === '') return items.find(item => scalarText(item) === values[0])
  return items.find(item =>
    keys.every((key, index) => {
      const value = valueAt(item, key)
      return value !== undefined && scalarText(value) === values[index]
    }),
  )
}

/**
 * Puts `item` in the place of every item that matches, else at the end; without `item`, removes them. As kustomize
 * does it: a missing or empty value matches any, items without content go, and with no values at all every item goes.
 */
export function setItem(items: Node[], key: ItemKey, item: Node | undefined): void {
  const kept: Node[] = []
  let isFound = false
  for (const current of items) {
    if (isNull(current) || isEmptyMap(current)) continue
    if (!matchesItem(current, key)) {
      if (key.values.length > 0) kept.push(current)
      continue
    }
    isFound = true
    if (item !== undefined) kept.push(item)
  }
  if (item !== undefined && !isNull(item) && !isFound) kept.push(item)
  items.splice(0, items.length, ...kept)
}

function matchesItem(item: Node, { keys, values }: ItemKey): boolean {
  const isMeantForMaps = keys[0] !== '' && values[0] !== undefined && values[0] !== ''
  if (item.kind !== 'map' && isMeantForMaps) return false
  let isMatch = false
  for (const [index, key] of keys.entries()) {
    // A key without a value repeats the answer of the key before it.
    const value = values[index]
    if (value !== undefined) isMatch = matchesKey(item, key, value)
    if (!isMatch) return false
  }
  return isMatch
}

function matchesKey(item: Node, key: string, value: string): boolean {
  if (item.kind !== (key === '' ? 'scalar' : 'map')) {
    const message = `An item of a merged list is ${item.kind === 'map' ? 'a map' : 'no map'}, unlike the others.`
    throw new Refusal('invalid-patch', item, message)
  }
  if (key === '') return scalarText(item) === value
  const field = valueAt(item, key)
  return field !== undefined && (value === '' || scalarText(field) === value)
}
