import type { Typing } from '../../model/document.ts'
import type { ScalarValue } from '../../model/node.ts'
import { parseTimestamp } from './timestamp.ts'

const COMMON: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ['', null],
  ['~', null],
  ...['null', 'Null', 'NULL'].map(text => [text, null] as const),
  ...['true', 'True', 'TRUE'].map(text => [text, true] as const),
  ...['false', 'False', 'FALSE'].map(text => [text, false] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(text => [text, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(text => [text, -Infinity] as const),
  ...['.nan', '.NaN', '.NAN'].map(text => [text, NaN] as const),
])

/** go-yaml v2 keeps the booleans of YAML 1.1. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map(text => [text, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map(text => [text, false] as const),
])

const LONGEST_NAME = 5
const NAMED = 1
const NUMERIC = 2

/** What a text may be, by its first character. */
const HINTS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if ('+-.0123456789'.includes(character)) return NUMERIC
  return 'yYnNtTfFoO~'.includes(character) ? NAMED : 0
})

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const POINTED = /^\.[0-9]+(?:_[0-9]+)*(?:[eE]|$)/
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/
const SMALL = /^[1-9][0-9]{0,14}$/
const MIN_INT64 = -(2n ** 63n)
const MAX_INT64 = 2n ** 63n - 1n
const MAX_UINT64 = 2n ** 64n - 1n

/**
 * The value of a plain scalar as Go's decoder types it (go-yaml `resolve`): 1.1 octals and underscores, no
 * sexagesimals, integers exact to 64 bits. Timestamps become what Go's JSON prints under `resource`, and stay text
 * under `sigs`.
 */
export function resolveScalar(text: string, typing: Typing): ScalarValue {
  if (text === '') return null
  const hint = HINTS[text.charCodeAt(0)]
  if (hint === NAMED) return text.length > LONGEST_NAME ? text : resolveName(text, typing)
  return hint === NUMERIC ? resolveNumber(text, typing) : text
}

function resolveName(text: string, typing: Typing): ScalarValue {
  const named = COMMON.get(text)
  if (named !== undefined) return named
  return (typing === 'sigs' ? BOOLEANS.get(text) : undefined) ?? text
}

function resolveNumber(text: string, typing: Typing): ScalarValue {
  if (SMALL.test(text)) return Number(text)
  const named = COMMON.get(text)
  if (named !== undefined) return named
  const isTimestamp = text.charAt(4) === '-' ? parseTimestamp(text) : undefined
  if (isTimestamp !== undefined) return typing === 'resource' ? isTimestamp : text
  return parseNumber(text) ?? text
}

/** A number in any notation that Go's decoder reads. */
function parseNumber(text: string): number | bigint | undefined {
  const plain = withoutUnderscores(text)
  const integer = parseInteger(plain)
  if (integer !== undefined) return integer
  if (!FLOAT.test(plain)) return undefined
  const float = Number(plain)
  return Number.isFinite(float) ? float : undefined
}

/** Underscores stand anywhere, but in a number that begins with its point between digits only. */
function withoutUnderscores(text: string): string {
  if (!text.includes('_')) return text
  return text.startsWith('.') && !POINTED.test(text) ? text : text.replaceAll('_', '')
}

/** Whole numbers of 64 bits, without underscores. */
export function parseInteger(text: string): number | bigint | undefined {
  const match = INTEGER.exec(text)
  if (match === null) return undefined
  const digits = prefixed(match)
  const isNegative = match[1] === '-'
  const small = Number(digits)
  if (Number.isSafeInteger(small)) return isNegative && small !== 0 ? -small : small
  const big = isNegative ? -BigInt(digits) : BigInt(digits)
  // Go reads what is beyond int64 as unsigned, which has no sign.
  const max = match[1] === '+' ? MAX_INT64 : MAX_UINT64
  return big >= MIN_INT64 && big <= max ? big : undefined
}

/** The digits with the prefix by which JavaScript knows their base. */
function prefixed([, , hex, binary, octal, decimal = '']: readonly (string | undefined)[]): string {
  if (hex !== undefined) return `0x${hex}`
  if (binary !== undefined) return `0b${binary}`
  return octal === undefined ? decimal : `0o${octal}`
}
