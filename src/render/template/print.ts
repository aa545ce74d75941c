import { compareText } from '../../lib/order.ts'
import { shortest } from '../yaml/number.ts'
import { charactersOf } from './characters.ts'
import { CallGap, unknownMessage } from './function.ts'
import type { GoValue } from './value.ts'

/** What an action prints: Go's `%v`, and `<no value>` for nothing. */
export function printed(value: GoValue): string {
  return value.kind === 'nil' ? '<no value>' : formatted(value)
}

/** Go's `%v`. */
export function formatted(value: GoValue): string {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'integer':
      return String(value.value)
    case 'float':
      return formatFloat(value.value)
    case 'boolean':
      return String(value.value)
    case 'nil':
      return '<nil>'
    case 'unknown':
      throw new CallGap(unknownMessage(value))
    case 'list':
      return `[${value.items.map(formatted).join(' ')}]`
    case 'map': {
      const sorted = [...value.entries].sort(([a], [b]) => compareText(a, b))
      return `map[${sorted.map(([key, item]) => `${key}:${formatted(item)}`).join(' ')}]`
    }
    default:
      return value satisfies never
  }
}

/** A float as `%v` prints it: the shortest digits, with an exponent from 1e+06 on. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  return Object.is(value, -0) ? '-0' : shortest(value)
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
}

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u

/** Go's `%q`. */
export function quoted(text: string): string {
  return `"${charactersOf(text).map(quotedCharacter).join('')}"`
}

function quotedCharacter(character: string): string {
  const escape = ESCAPES[character]
  if (escape !== undefined) return escape
  if (PRINTABLE.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16)
  if (code < 0x80) return `\\x${digits.padStart(2, '0')}`
  return code < 0x1_0000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`
}
