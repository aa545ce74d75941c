import { scalarAt, withScalar } from '../../../lib/node.ts'
import type { Node, Scalar, Step } from '../../../model/node.ts'
import type { Origin } from '../../../model/location.ts'
import { resolveScalar } from '../../../read/yaml/scalar.ts'
import { styleOf } from '../../yaml/style.ts'

/** The scalar as text: what it holds is copied, its place too. */
export function asText(scalar: Scalar): Scalar {
  return scalar.value === scalar.text ? scalar : withScalar(scalar, scalar.text)
}

/** The text under a key of a transformer's configuration; empty counts as absent, as in Go. */
export function settingAt(map: Node | undefined, key: string): Scalar | undefined {
  const found = scalarAt(map, key)
  return found === undefined || found.value === null || found.text === '' ? undefined : found
}

/**
 * A scalar whose text a transformer changed. kustomize keeps the quotes but not the type: what stood there plain is
 * typed anew.
 */
export function rewritten(was: Scalar | undefined, text: string, by: { at: Origin; what: string }): Scalar {
  const { file, start, end } = by.at
  const step: Step = was === undefined ? { what: by.what } : { what: by.what, was }
  const value = was !== undefined && !isQuoted(was) ? resolveScalar(text, 'resource') : text
  return { kind: 'scalar', value, text, file, start, end, step }
}

const unquoted = new WeakSet<Scalar>()

/** The scalar as it stands after kustomize has written it anew: in quotes only where it needs them. */
export function withoutNeedlessQuotes(scalar: Scalar): Scalar {
  return isQuoted(scalar) && styleOf(scalar.text) === 'plain' ? withoutQuotes(scalar) : scalar
}

/** The scalar in the place of one that is not in quotes, where kustomize leaves its own away. */
export function withoutQuotes(scalar: Scalar): Scalar {
  const copy = withScalar(scalar, scalar.value)
  unquoted.add(copy)
  return copy
}

const BLOCK_HEADER = /(?:^|[\s:-])([|>])[-+\d]*[ \t]*(?:[ \t]#.*)?\n[ \n]*$/

/** How the scalar at a place is written: `"`, `'`, the `|` or `>` of a block, `''` for a plain one. */
export function quoteAt({ file: { text }, start }: Origin): string {
  const first = text.charAt(start)
  if (first === '"' || first === "'") return first
  const lineStart = text.lastIndexOf('\n', start - 1)
  if (lineStart < 0 || text.slice(lineStart, start).trim() !== '') return ''
  const headerStart = text.lastIndexOf('\n', text.slice(0, lineStart).trimEnd().length - 1) + 1
  return BLOCK_HEADER.exec(text.slice(headerStart, lineStart + 1))?.[1] ?? ''
}

/** Whether a scalar is written in quotes or as a block; a computed one is written as what it was computed from. */
export function isQuoted(scalar: Scalar): boolean {
  let first = scalar
  while (first.step?.was?.kind === 'scalar' && !unquoted.has(first)) first = first.step.was
  if (unquoted.has(first)) return false
  const { text, value } = first
  if (typeof value !== 'string') return false
  if (text.includes('\n') || typeof resolveScalar(text, 'resource') !== 'string') return true
  return quoteAt(first) !== ''
}
