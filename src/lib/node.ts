import type { Entry, Mapping, Node, Scalar, ScalarValue, Sequence } from '../model/node.ts'

/** The value under a key, where `node` is a mapping that has it. */
export function valueAt(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined
}

/** Follows keys down through mappings. */
export function valueIn(node: Node | undefined, ...keys: readonly string[]): Node | undefined {
  let current = node
  for (const key of keys) current = valueAt(current, key)
  return current
}

export function scalarAt(node: Node | undefined, key: string): Scalar | undefined {
  const value = valueAt(node, key)
  return value?.kind === 'scalar' ? value : undefined
}

/** The text under a key, where it is a string. */
export function textAt(node: Node | undefined, key: string): string | undefined {
  const value = scalarAt(node, key)?.value
  return typeof value === 'string' ? value : undefined
}

export function isTrueAt(node: Node | undefined, key: string): boolean {
  return scalarAt(node, key)?.value === true
}

export function mapAt(node: Node | undefined, key: string): Mapping | undefined {
  const value = valueAt(node, key)
  return value?.kind === 'map' ? value : undefined
}

export function itemsAt(node: Node | undefined, key: string): readonly Node[] {
  const value = valueAt(node, key)
  return value?.kind === 'list' ? value.items : []
}

export function isNull(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null)
}

/** The mapping with `key` set to `value`: in place where it was, else at the end, with the value's origin as the key's. */
export function withValue(map: Mapping, key: string, value: Node): Mapping {
  const old = map.entries.get(key)
  const entries = new Map(map.entries)
  entries.set(key, { key: old?.key ?? keyNode(key, value), value })
  return withEntries(map, entries)
}

export function withEntry(map: Mapping, key: string, entry: Entry): Mapping {
  return withEntries(map, new Map(map.entries).set(key, entry))
}

export function withoutKey(map: Mapping, key: string): Mapping {
  if (!map.entries.has(key)) return map
  const entries = new Map(map.entries)
  entries.delete(key)
  return withEntries(map, entries)
}

// A copy is written field by field, in the order of all nodes of its kind: what reads nodes is much faster where each
// kind has one hidden class, and a spread gives a copy another one.

/** The mapping with other entries. */
export function withEntries(
  { file, start, end, step }: Mapping,
  entries: ReadonlyMap<string, Entry>,
): Mapping {
  return { kind: 'map', entries, file, start, end, step }
}

/** The list with other items. */
export function withItems({ file, start, end, step }: Sequence, items: readonly Node[]): Sequence {
  return { kind: 'list', items, file, start, end, step }
}

/** The scalar with another value, and another text where it is given. */
export function withScalar(
  { file, start, end, step, text: before }: Scalar,
  value: ScalarValue,
  text: string = before,
): Scalar {
  return { kind: 'scalar', value, text, file, start, end, step }
}

/** A key that no file holds, standing where its value was written. */
export function keyNode(key: string, { file, start, end }: Node): Scalar {
  return { kind: 'scalar', value: key, text: key, file, start, end, step: undefined }
}

/** The plain value, as JSON would hold it; integers beyond 2^53 stay bigint. Mappings get no prototype. */
export function toPlain(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(toPlain)
    case 'map': {
      const plain = Object.create(null) as Record<string, unknown>
      for (const [key, { value }] of node.entries) plain[key] = toPlain(value)
      return plain
    }
    default:
      return node satisfies never
  }
}
