import { splitPath } from '../field-specs.ts'

/** One step of the path to a field. */
export type PathStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'index'; readonly index: number }
  /** `[name=web]`; the empty key of `[=web]` stands for the item itself. */
  | { readonly kind: 'match'; readonly key: string; readonly value: string }
  | { readonly kind: 'every' }
  | { readonly kind: 'malformed'; readonly text: string }

export interface FieldPath {
  /** As it is written. */
  readonly text: string
  readonly parts: readonly string[]
}

const paths = new Map<string, FieldPath>()

/** `spec.ports.[name=web].port`, `data.app\.json.key`, `metadata.annotations.[a.b/c]`. */
export function fieldPath(text: string): FieldPath {
  const before = paths.get(text)
  if (before !== undefined) return before
  const path = { text, parts: joinBrackets(splitPath(text, '.')) }
  paths.set(text, path)
  return path
}

/** What stands in brackets is one part, and without a `=` it is a key. */
function joinBrackets(pieces: readonly string[]): readonly string[] {
  const parts: string[] = []
  let open: string[] | undefined
  for (const piece of pieces) {
    if (open === undefined && (!piece.startsWith('[') || piece.endsWith(']'))) {
      parts.push(piece)
      continue
    }
    open = open === undefined ? [piece] : [...open, piece]
    // The piece that opens a bracket is never the one that closes it.
    if (open.length === 1 || !piece.endsWith(']')) continue
    parts.push(bracketPart(open.join('.')))
    open = undefined
  }
  if (open !== undefined) parts.push(bracketPart(open.join('.')))
  return parts
}

function bracketPart(text: string): string {
  return text.includes('=') ? text : text.replace(/^[[\]]+/, '').replace(/[[\]]+$/, '')
}

/** How kustomize takes a part: by its form alone, whatever stands there. */
export function pathStep(part: string): PathStep {
  if (/^[+-]?\d+$/.test(part)) {
    const index = Number(part)
    return index >= 0 ? { kind: 'index', index: Math.abs(index) } : { kind: 'key', key: part }
  }
  if (part === '*') return { kind: 'every' }
  return isBracketed(part) ? matchStep(part) : { kind: 'key', key: part }
}

function matchStep(part: string): PathStep {
  const inner = part.slice(1, -1)
  const equals = inner.indexOf('=')
  if (equals < 0) return { kind: 'malformed', text: part }
  return { kind: 'match', key: inner.slice(0, equals), value: inner.slice(equals + 1) }
}

function isBracketed(part: string): boolean {
  return part.length > 1 && part.startsWith('[') && part.endsWith(']')
}
