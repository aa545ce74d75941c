import type { Mapping, Node } from '../../model/node.ts'

const written = new WeakMap<Mapping, string>()

/** The object as JSON text, integers exact; written once for each mapping, however many policies ask for it. */
export function jsonOf(node: Mapping): string {
  const before = written.get(node)
  if (before !== undefined) return before
  const text = write(node)
  written.set(node, text)
  return text
}

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
