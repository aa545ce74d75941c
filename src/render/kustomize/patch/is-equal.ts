import type { Mapping, Node } from '../../../model/node.ts'

/** Whether two values are the same as JSON. */
export function isEqual(a: Node, b: Node): boolean {
  if (a === b) return true
  if (a.kind === 'map') return b.kind === 'map' && isEqualMap(a, b)
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.value === b.value
  if (b.kind !== 'list' || a.items.length !== b.items.length) return false
  return a.items.every((item, index) => {
    const other = b.items[index]
    return other !== undefined && isEqual(item, other)
  })
}

function isEqualMap(a: Mapping, b: Mapping): boolean {
  if (a.entries.size !== b.entries.size) return false
  for (const [key, { value }] of a.entries) {
    const other = b.entries.get(key)
    if (other === undefined || !isEqual(value, other.value)) return false
  }
  return true
}
