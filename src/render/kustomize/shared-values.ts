import { withEntries, withItems, withScalar } from '../../lib/node.ts'
import type { Entry, Mapping, Node, Scalar } from '../../model/node.ts'
import { type KustomizeObject, NONE_SHARED, type Transformer } from './object.ts'

/*
 * kustomize puts one and the same YAML node wherever it adds a label or annotation to an object. Who changes it later
 * in one place, say a patch in an overlay, changes it in all: selectors too. JSON patches make new nodes, and so end it.
 */

/** A transformer whose changes of shared values show wherever they are. */
export function inAllPlaces(change: Transformer): Transformer {
  return objects => {
    if (!objects.some(({ shared }) => shared.size > 0)) return change(objects)
    const before = new Map(objects.map(object => [object.serial, object]))
    return change(objects).map(object => {
      const old = before.get(object.serial)
      if (old === undefined || old.node === object.node) return object
      return old.shared.size === 0 || object.shared.size === 0 ? object : spread(old, object)
    })
  }
}

/** A transformer that adds labels or annotations: what it adds in more than one place is shared from then on. */
export function addingShared(change: Transformer): Transformer {
  return objects => {
    const before = new Map(objects.map(object => [object.serial, object]))
    return change(objects).map(object => {
      const old = before.get(object.serial)
      return old === undefined || old.node === object.node ? object : withShared(old, object)
    })
  }
}

/** A transformer that writes objects anew, even where nothing changes: they share nothing afterwards. */
export function endingShared(change: Transformer): Transformer {
  return objects => {
    const before = new Set(objects)
    return change(objects).map(object =>
      before.has(object) || object.shared.size === 0 ? object : { ...object, shared: NONE_SHARED },
    )
  }
}

type Changes = Map<Scalar, Scalar>

function spread(old: KustomizeObject, object: KustomizeObject): KustomizeObject {
  const changes: Changes = new Map()
  findChanges({ old: old.node, current: object.node }, old.shared, changes)
  if (changes.size === 0) return object
  const shared = new Set([...object.shared].map(value => changes.get(value) ?? value))
  const node = replaced(object.node, changes)
  return node.kind === 'map' ? { ...object, node, shared } : object
}

interface Versions {
  readonly old: Node
  readonly current: Node
}

function findChanges({ old, current }: Versions, shared: ReadonlySet<Scalar>, changes: Changes): void {
  if (old === current) return
  if (old.kind === 'scalar') {
    if (current.kind === 'scalar' && shared.has(old)) changes.set(old, current)
    return
  }
  for (const versions of childVersions(old, current)) findChanges(versions, shared, changes)
}

function* childVersions(old: Node, current: Node): Generator<Versions> {
  if (old.kind === 'map' && current.kind === 'map') {
    for (const [key, { value }] of current.entries) {
      const before = old.entries.get(key)
      if (before !== undefined) yield { old: before.value, current: value }
    }
  } else if (old.kind === 'list' && current.kind === 'list' && old.items.length === current.items.length) {
    for (const [index, item] of current.items.entries()) {
      const before = old.items[index]
      if (before !== undefined) yield { old: before, current: item }
    }
  }
}

function replaced(node: Node, changes: Changes): Node {
  switch (node.kind) {
    case 'scalar':
      return changes.get(node) ?? node
    case 'list':
      return mapItems(node, item => replaced(item, changes))
    case 'map':
      return mapValues(node, value => replaced(value, changes))
    default:
      return node satisfies never
  }
}

/** Values that were added, by key; `count` says in how many places. */
type Added = Map<string, { readonly value: Scalar; count: number }>

function withShared(old: KustomizeObject, object: KustomizeObject): KustomizeObject {
  const added: Added = new Map()
  const node = unified(old.node, object.node, added)
  const shared = new Set(object.shared)
  for (const { value, count } of added.values()) if (count > 1) shared.add(value)
  return node.kind === 'map' ? { ...object, node, shared } : object
}

/** The current version with one scalar for each key that was added. */
function unified(old: Node | undefined, current: Node, added: Added): Node {
  if (old === current || current.kind === 'scalar') return current
  if (current.kind === 'list') {
    const before = old?.kind === 'list' ? old.items : []
    return mapItems(current, (item, index) => unified(before[index], item, added))
  }
  const before = old?.kind === 'map' ? old.entries : undefined
  return mapValues(current, (value, key) => {
    const was = before?.get(key)?.value
    return was === undefined && value.kind === 'scalar'
      ? addedValue(key, value, added)
      : unified(was, value, added)
  })
}

function addedValue(key: string, value: Scalar, added: Added): Scalar {
  const known = added.get(key)
  if (known !== undefined) {
    known.count++
    return known.value
  }
  const own = withScalar(value, value.value)
  added.set(key, { value: own, count: 1 })
  return own
}

function mapItems(list: Extract<Node, { kind: 'list' }>, change: (item: Node, index: number) => Node): Node {
  const items = list.items.map(change)
  return items.some((item, index) => item !== list.items[index]) ? withItems(list, items) : list
}

function mapValues(map: Mapping, change: (value: Node, key: string) => Node): Mapping {
  let entries: Map<string, Entry> | undefined
  for (const [name, { key, value }] of map.entries) {
    const next = change(value, name)
    if (next === value) continue
    entries ??= new Map(map.entries)
    entries.set(name, { key, value: next })
  }
  return entries === undefined ? map : withEntries(map, entries)
}
