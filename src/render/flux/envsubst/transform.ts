import { trimLongest, trimShortest } from './trim.ts'

type Transform = (value: string, ...parts: readonly string[]) => string

/** As much text as one object may become; a few short values can otherwise multiply to any size. */
export const MAX_LENGTH: number = 32 * 1024 * 1024

/** What Go's runtime or the bound refuses. */
export class TransformError extends Error {
  override readonly name = 'TransformError'
}

const TRANSFORMS: ReadonlyMap<string, Transform> = new Map<string, Transform>([
  ['length', value => String(Buffer.byteLength(value))],
  [',', value => withFirst(value, toLower)],
  [',,', value => mapText(value, toLower)],
  ['^', value => withFirst(value, toUpper)],
  ['^^', value => mapText(value, toUpper)],
  [':', substring],
  ['#', (value, pattern = '') => trimShortest(value, pattern)],
  ['##', (value, pattern = '') => trimLongest(value, pattern)],
  ['%', (value, pattern = '') => reverse(trimShortest(reverse(value), reverse(pattern)))],
  ['%%', (value, pattern = '') => reverse(trimLongest(reverse(value), reverse(pattern)))],
  ['/', (value, pattern = '', replacement = '') => replaceFirst(value, pattern, replacement)],
  ['//', (value, pattern = '', replacement = '') => replaceAll(value, pattern, replacement)],
  ['/#', replacePrefix],
  ['/%', replaceSuffix],
])

/** The operators that give a default; all of them mean the same to Flux. */
const DEFAULTS: ReadonlySet<string> = new Set(['=', ':=', ':-', ':+', ':?'])

export function isDefault(operator: string): boolean {
  return DEFAULTS.has(operator)
}

/**
 * Applies an operator to a value (spec/flux.md 2.4); one that has no meaning, such as `,^`, leaves the value.
 * @throws TransformError
 */
export function transform(operator: string, value: string, parts: readonly string[]): string {
  return TRANSFORMS.get(operator)?.(value, ...parts) ?? value
}

/** Offsets count bytes, and may cut a character. */
function substring(value: string, offset = '', length?: string): string {
  const bytes = Buffer.from(value)
  const from = integer(offset)
  if (from === undefined) return value
  const start = from < 0 ? Math.max(0, bytes.length + from) : from
  const count = length === undefined ? bytes.length : integer(length)
  if (count === undefined) return value
  if (start + count >= bytes.length) return bytes.subarray(start).toString('utf8')
  const end = start + count
  if (end < 0) throw new TransformError(`slice bounds out of range [:${String(end)}]`)
  if (end < start) throw new TransformError(`slice bounds out of range [${String(start)}:${String(end)}]`)
  return bytes.subarray(start, end).toString('utf8')
}

function integer(text: string): number | undefined {
  return /^[+-]?[0-9]{1,18}$/.test(text) ? Number(text) : undefined
}

function replaceFirst(value: string, pattern: string, replacement: string): string {
  const at = value.indexOf(pattern)
  return at < 0 ? value : value.slice(0, at) + replacement + value.slice(at + pattern.length)
}

/** An empty pattern stands between all characters. */
function replaceAll(value: string, pattern: string, replacement: string): string {
  const pieces = pattern === '' ? ['', ...Array.from(value), ''] : value.split(pattern)
  if (value.length + (pieces.length - 1) * replacement.length > MAX_LENGTH) {
    throw new TransformError('the result is too long')
  }
  return pieces.join(replacement)
}

/** Without a replacement Flux leaves the value. */
function replacePrefix(value: string, pattern = '', replacement?: string): string {
  if (replacement === undefined || !value.startsWith(pattern)) return value
  return replacement + value.slice(pattern.length)
}

function replaceSuffix(value: string, pattern = '', replacement?: string): string {
  if (replacement === undefined || !value.endsWith(pattern)) return value
  return value.slice(0, value.length - pattern.length) + replacement
}

function reverse(text: string): string {
  return Array.from(text).reverse().join('')
}

function withFirst(value: string, change: (character: string) => string): string {
  const [first = ''] = value
  return change(first) + value.slice(first.length)
}

function mapText(value: string, change: (character: string) => string): string {
  let text = ''
  for (const character of value) text += change(character)
  return text
}

function toUpper(character: string): string {
  return simple(character, character.toUpperCase())
}

function toLower(character: string): string {
  // The only character whose full lower case is two characters, and whose simple one is plain.
  return character === '\u0130' ? 'i' : simple(character, character.toLowerCase())
}

/** Go maps one character to one: what would become two stays as it is. */
function simple(character: string, changed: string): string {
  const [first = '', ...rest] = changed
  return rest.length > 0 ? character : first
}
