import { onceFor } from '../../lib/once-for.ts'
import type { Mapping, Node } from '../../model/node.ts'

/** The object as JSON text, integers exact; written once for each mapping, however many policies ask for it. */
export const jsonOf: (node: Mapping) => string = onceFor(write)

/** What YAML writes and JSON cannot, infinity and NaN, becomes null. */
export function write(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'bigint' ? String(node.value) : JSON.stringify(node.value)
    case 'list':
      return `[${node.items.map(write).join(',')}]`
    case 'map': {
      const entries: string[] = []
      for (const [key, { value }] of node.entries) entries.push(`${JSON.stringify(key)}:${write(value)}`)
      return `{${entries.join(',')}}`
    }
    default:
      return node satisfies never
  }
}
