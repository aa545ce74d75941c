import type { Node } from '../../model/node.ts'

/**
 * The plain value of a node as a schema sees it: every number a `number`, which is as exact as bounds and types need.
 * Without `keepNulls` an entry that is `null` is absent.
 */
export function plainValue(node: Node, keepNulls: boolean): unknown {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'bigint' ? Number(node.value) : node.value
    case 'list':
      return node.items.map(item => plainValue(item, keepNulls))
    case 'map': {
      const plain = Object.create(null) as Record<string, unknown>
      for (const [key, { value }] of node.entries) {
        if (keepNulls || value.kind !== 'scalar' || value.value !== null)
          plain[key] = plainValue(value, keepNulls)
      }
      return plain
    }
    default:
      return node satisfies never
  }
}
