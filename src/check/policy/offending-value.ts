import { mapAt, scalarAt } from '../../lib/node.ts'
import type { Origin } from '../../model/location.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'

/** The value at the end of a path of keys and indices, or the deepest one that there is on the way. */
export function valueOnPath(root: Mapping, path: readonly unknown[]): Origin {
  let node: Node = root
  let at: Origin = placeOfObject(root)
  for (const step of path) {
    const next = childOf(node, step)
    if (next === undefined) return at
    node = next.value
    at = node.kind === 'scalar' ? node : (next.key ?? node)
  }
  return at
}

interface Child {
  readonly key: Scalar | undefined
  readonly value: Node
}

function childOf(node: Node, step: unknown): Child | undefined {
  if (node.kind === 'map') return node.entries.get(String(step))
  const value = node.kind === 'list' ? node.items[Number(step)] : undefined
  return value === undefined ? undefined : { key: undefined, value }
}

/** Where an object is named. */
function placeOfObject(root: Mapping): Origin {
  return scalarAt(mapAt(root, 'metadata'), 'name') ?? scalarAt(root, 'kind') ?? root
}

const IDENTITY: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata'])

/**
 * The value of the object that a message names: the longest text in it that stands in the message as a word of its
 * own. Where there is none, or only the object's own name, the object is pointed at by its name.
 */
export function valueInMessage(root: Mapping, message: string): Origin {
  let best: Scalar | undefined
  for (const [key, { value }] of root.entries) {
    if (IDENTITY.has(key)) continue
    for (const found of textsIn(value)) {
      if (found.text.length > (best?.text.length ?? 1) && hasWord(message, found.text)) best = found
    }
  }
  return best ?? placeOfObject(root)
}

function* textsIn(node: Node): Generator<Scalar> {
  if (node.kind === 'scalar') {
    if (typeof node.value === 'string') yield node
  } else if (node.kind === 'list') for (const item of node.items) yield* textsIn(item)
  else for (const { value } of node.entries.values()) yield* textsIn(value)
}

function hasWord(message: string, word: string): boolean {
  for (let at = message.indexOf(word); at >= 0; at = message.indexOf(word, at + 1)) {
    if (!isWordPart(message[at - 1]) && !isWordPart(message[at + word.length])) return true
  }
  return false
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character)
}
