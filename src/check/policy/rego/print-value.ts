import { isList, RegoSet, type Value } from './value.ts'

/** The value as Rego writes it: `{"a"}` and `set()` for sets, strings in quotes. What `%v` prints of a collection. */
export function printValue(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return quote(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(printValue).join(', ')}]`
  if (value instanceof RegoSet) {
    return value.members.length === 0 ? 'set()' : `{${value.members.map(printValue).join(', ')}}`
  }
  return `{${value.entries.map(([key, item]) => `${printValue(key)}: ${printValue(item)}`).join(', ')}}`
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
])
const SPECIAL = /["\\]|\p{C}|(?! )\p{Z}/gu

/** As Go quotes a string: what cannot be printed is escaped, everything else stays. */
export function quote(text: string): string {
  return `"${text.replace(SPECIAL, escape)}"`
}

function escape(character: string): string {
  const known = ESCAPES.get(character)
  if (known !== undefined) return known
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`
}

/** The value as JSON, as the runtime of OPA reads it back: sets in its own form. */
export function encodeValue(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(encodeValue).join(',')}]`
  if (value instanceof RegoSet) {
    return value.members.length === 0 ? 'set()' : `{${value.members.map(encodeValue).join(',')}}`
  }
  return `{${value.entries.map(([key, item]) => `${encodeValue(key)}:${encodeValue(item)}`).join(',')}}`
}
