import { type Origin, type Pointer, pointer } from '../model/location.ts'
import type { Mapping, Node, Sequence } from '../model/node.ts'

interface Child {
  readonly token: string
  /** Undefined where the origin is the key itself, or a value that an alias keeps elsewhere. */
  readonly node: Node | undefined
}

/** RFC 6901 pointer to the deepest value that holds the origin; a key has the pointer of its value. */
export function pointerTo(root: Node | undefined, origin: Origin): Pointer {
  let text = ''
  let node = root
  while (node !== undefined && !isWhole(node, origin)) {
    const child = childAt(node, origin.start)
    if (child === undefined) break
    text += `/${escapeToken(child.token)}`
    node = child.node
  }
  return pointer(text)
}

/** A collection starts where its first child starts; only the collection's own origin is as wide as it. */
function isWhole(node: Node, { start, end }: Origin): boolean {
  return node.kind !== 'scalar' && node.start === start && node.end === end
}

function childAt(node: Node, offset: number): Child | undefined {
  if (node.kind === 'list') return itemAt(node, offset)
  return node.kind === 'map' ? entryAt(node, offset) : undefined
}

/** Collections know where they start only: a child reaches to the next one. What an alias brings starts elsewhere. */
function itemAt({ items, start }: Sequence, offset: number): Child | undefined {
  let found: Child | undefined
  let from = start - 1
  for (const [index, node] of items.entries()) {
    if (node.start <= from || node.start > offset) continue
    found = { token: String(index), node }
    from = node.start
  }
  return found
}

function entryAt({ entries, start }: Mapping, offset: number): Child | undefined {
  let found: Child | undefined
  let from = start - 1
  for (const [token, { key, value }] of entries) {
    if (key.start <= from || key.start > offset) continue
    found = { token, node: value.start > key.start && value.start <= offset ? value : undefined }
    from = key.start
  }
  return found
}

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}
