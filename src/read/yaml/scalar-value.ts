import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml'
import type { Typing } from '../../model/document.ts'
import type { ScalarValue } from '../../model/node.ts'
import { DecodeError } from './decode-error.ts'
import { isUnreadableBlock, refold } from './refold.ts'
import { resolveScalar } from './scalar.ts'
import { resolveTagged, UNFIT } from './tagged.ts'

/** A scalar as it is written, before it has a type. */
export interface Written {
  readonly text: string
  readonly style: ScalarEvent['style']
  readonly start: number
  readonly end: number
}

/** What go-yaml v2 refuses to read, and Go's JSON leaves as it is: such text cannot be printed. */
const UNPRINTABLE = /[\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/

/**
 * What kustomize prints of a scalar. Before it prints it writes the object with go-yaml v3 and reads it again; where
 * that changes a value, the changed one is the value.
 */
export function resourceValue(written: Written, tag: string, isFlow: boolean): ScalarValue {
  const { style, text } = written
  if (tag !== '') return printable(written, tagged(written, tag, 'resource'))
  switch (style) {
    case SCALAR_STYLE.PLAIN:
      return isFlow && isQuotedInFlow(text) ? text : finite(written, resolveScalar(text, 'resource'))
    case SCALAR_STYLE.LITERAL_BLOCK:
      return readable(written)
    case SCALAR_STYLE.FOLDED_BLOCK:
      return refold(readable(written))
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return printable(written, text)
    default:
      return text
  }
}

/** What sigs.k8s.io/yaml makes of a scalar. */
export function sigsValue(written: Written, tag: string): ScalarValue {
  if (tag !== '') return tagged(written, tag, 'sigs')
  return written.style === SCALAR_STYLE.PLAIN
    ? finite(written, resolveScalar(written.text, 'sigs'))
    : written.text
}

/** In `{ }` and `[ ]` go-yaml v3 writes nothing, and what has a colon, in quotes: a null and a time become text. */
function isQuotedInFlow(text: string): boolean {
  return text === '' || (text.includes(':') && text.charAt(4) === '-')
}

function tagged(written: Written, tag: string, typing: Typing): ScalarValue {
  const { text, start, end } = written
  const value = resolveTagged({ tag, text, isPlain: written.style === SCALAR_STYLE.PLAIN }, typing)
  if (value === UNFIT) throw new DecodeError(`The text \`${shortened(text)}\` is no \`${tag}\`.`, start, end)
  return finite(written, value)
}

function finite(written: Written, value: ScalarValue): ScalarValue {
  if (typeof value !== 'number' || Number.isFinite(value)) return value
  throw new DecodeError(`The number \`${written.text}\` has no form in JSON.`, written.start, written.end)
}

function readable({ text, start, end }: Written): string {
  if (!isUnreadableBlock(text)) return text
  throw new DecodeError('A block of text that begins with a tab cannot be printed by kustomize.', start, end)
}

function printable(written: Written, value: ScalarValue): ScalarValue {
  const found = typeof value === 'string' ? UNPRINTABLE.exec(value) : null
  if (found === null) return value
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  throw new DecodeError(`The character U+${code} cannot be printed by kustomize.`, written.start, written.end)
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text
}
