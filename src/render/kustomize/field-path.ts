import { valueAt } from '../../lib/node.ts'
import type { Node, Sequence } from '../../model/node.ts'
import { splitPath } from './field-specs.ts'

const INDEXED = /^(.*)\[(\d+)\]$/
const MATCH = /^\[([^=]*)=(.*)\]$/

/** The value at a path of keys with dots between: `spec.ports[0].port`, `[name=web]`, `[a.b/c]` for one key. */
export function fieldAt(node: Node, path: string): Node | undefined {
  let current = node
  for (const part of fieldParts(path)) {
    const next = current.kind === 'list' ? itemAt(current, part) : valueAt(current, part)
    if (next === undefined) return undefined
    current = next
  }
  return current
}

function fieldParts(path: string): readonly string[] {
  return bracketParts(splitPath(path, '.')).flatMap(part => {
    const [, name, index] = INDEXED.exec(part) ?? []
    if (index === undefined) return [part]
    return name === undefined || name === '' ? [index] : [name, index]
  })
}

/** Puts together what stands in one pair of brackets. */
function bracketParts(parts: readonly string[]): readonly string[] {
  const joined: string[] = []
  let open: string | undefined
  for (const part of parts) {
    const whole: string = open === undefined ? part : `${open}.${part}`
    open = whole.startsWith('[') && !whole.endsWith(']') ? whole : undefined
    if (open === undefined)
      joined.push(whole.includes('=') || !whole.includes('.') ? whole : unbracketed(whole))
  }
  if (open !== undefined) joined.push(open)
  return joined
}

function unbracketed(part: string): string {
  return part.startsWith('[') && part.endsWith(']') ? part.slice(1, -1) : part
}

function itemAt({ items }: Sequence, part: string): Node | undefined {
  if (/^\d+$/.test(part)) return items[Number(part)]
  const [, key, value] = MATCH.exec(part) ?? []
  if (key === undefined) return undefined
  return items.find(item => {
    const found = key === '' ? item : valueAt(item, key)
    return found?.kind === 'scalar' && found.text === value
  })
}
