import type { Typing } from '../../model/document.ts'
import type { ScalarValue } from '../../model/node.ts'

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

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const MIN_INT64 = -(2n ** 63n)
const MAX_UINT64 = 2n ** 64n - 1n

/**
 * The value of a plain scalar as Go's decoder types it (go-yaml `resolve`): 1.1 octals and underscores, no
 * sexagesimals, integers exact to 64 bits.
 */
export function resolveScalar(text: string, typing: Typing): ScalarValue {
  const named = COMMON.get(text)
  if (named !== undefined) return named
  if (typing === 'sigs') {
    const boolean = BOOLEANS.get(text)
    if (boolean !== undefined) return boolean
  }
  const first = text.charCodeAt(0)
  const isNumeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
  return isNumeric ? resolveNumber(text, typing) : text
}

function resolveNumber(text: string, typing: Typing): ScalarValue {
  const date = typing === 'resource' ? resolveDate(text) : undefined
  if (date !== undefined) return date
  const plain = text.includes('_') ? text.replaceAll('_', '') : text
  const integer = parseInteger(plain)
  if (integer !== undefined) return integer
  if (!FLOAT.test(plain)) return text
  const float = Number(plain)
  return Number.isFinite(float) ? float : text
}

function parseInteger(text: string): number | bigint | undefined {
  const match = INTEGER.exec(text)
  if (match === null) return undefined
  const digits = prefixed(match)
  const isNegative = match[1] === '-'
  const small = Number(digits)
  if (Number.isSafeInteger(small)) return isNegative && small !== 0 ? -small : small
  const big = isNegative ? -BigInt(digits) : BigInt(digits)
  return big >= MIN_INT64 && big <= MAX_UINT64 ? big : undefined
}

/** The digits with the prefix by which JavaScript knows their base. */
function prefixed([, , hex, binary, octal, decimal = '']: readonly (string | undefined)[]): string {
  if (hex !== undefined) return `0x${hex}`
  if (binary !== undefined) return `0b${binary}`
  return octal === undefined ? decimal : `0o${octal}`
}

/** kustomize passes a date through Go's time type, which prints it whole; longer timestamps stay text. */
function resolveDate(text: string): string | undefined {
  const match = DATE.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '', day = ''] = match
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== iso
    ? undefined
    : `${iso}T00:00:00Z`
}
