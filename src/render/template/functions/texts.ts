import { createHash } from 'node:crypto'
import { byteLength, byteSlice, charactersOf } from '../characters.ts'
import { CallError, CallGap, fixed, type FunctionTable, transparent, variadic } from '../function.ts'
import { formatted, quoted } from '../print.ts'
import { goBoolean, goList, goText, type GoValue } from '../value.ts'
import { slug } from './slug.ts'

const LONGEST = 1_000_000

/** slim-sprig's functions about texts, and the operator's `slugify`. */
export const TEXTS: FunctionTable = {
  trunc: transparent(fixed(['integer', 'text'], (length, text) => goText(truncated(length, text)))),
  trim: transparent(fixed(['text'], text => goText(trimmedSpace(text)))),
  upper: transparent(fixed(['text'], text => goText(raised(text)))),
  lower: transparent(fixed(['text'], text => goText(lowered(text)))),
  title: transparent(fixed(['text'], text => goText(titled(text)))),
  substr: transparent(
    fixed(['integer', 'integer', 'text'], (start, end, text) => goText(part(text, start, end))),
  ),
  repeat: fixed(['integer', 'text'], (count, text) => goText(repeated(count, text))),
  trimall: transparent(fixed(['text', 'text'], (set, text) => goText(trimmed(text, set)))),
  trimAll: transparent(fixed(['text', 'text'], (set, text) => goText(trimmed(text, set)))),
  trimSuffix: transparent(
    fixed(['text', 'text'], (end, text) =>
      goText(text.endsWith(end) ? text.slice(0, text.length - end.length) : text),
    ),
  ),
  trimPrefix: transparent(
    fixed(['text', 'text'], (start, text) =>
      goText(text.startsWith(start) ? text.slice(start.length) : text),
    ),
  ),
  contains: fixed(['text', 'text'], (piece, text) => goBoolean(text.includes(piece))),
  hasPrefix: fixed(['text', 'text'], (start, text) => goBoolean(text.startsWith(start))),
  hasSuffix: fixed(['text', 'text'], (end, text) => goBoolean(text.endsWith(end))),
  quote: transparent(
    variadic([], 'any', values => goText(joined(values, value => quoted(formatted(value))))),
  ),
  squote: transparent(
    variadic([], 'any', values => goText(joined(values, value => `'${formatted(value)}'`))),
  ),
  cat: variadic([], 'any', values => goText(trimmedSpace(joined(values, formatted)))),
  indent: transparent(fixed(['integer', 'text'], (spaces, text) => goText(indented(spaces, text)))),
  nindent: transparent(fixed(['integer', 'text'], (spaces, text) => goText(`\n${indented(spaces, text)}`))),
  replace: transparent(fixed(['text', 'text', 'text'], (old, by, text) => goText(replaced(text, old, by)))),
  plural: fixed(['text', 'text', 'integer'], (one, many, count) => goText(count === 1 ? one : many)),
  sha1sum: fixed(['text'], text => goText(createHash('sha1').update(text).digest('hex'))),
  sha256sum: fixed(['text'], text => goText(createHash('sha256').update(text).digest('hex'))),
  adler32sum: fixed(['text'], text => goText(adler32(text))),
  toString: transparent(
    fixed(['any'], value => goText(value.kind === 'text' ? value.text : formatted(value))),
  ),
  splitList: fixed(['text', 'text'], (separator, text) =>
    goList(splitText(text, separator).map(item => goText(item))),
  ),
  split: fixed(['text', 'text'], (separator, text) => numbered(splitText(text, separator))),
  splitn: fixed(['text', 'integer', 'text'], (separator, most, text) =>
    numbered(splitAtMost(text, separator, most)),
  ),
  b64enc: fixed(['text'], text => goText(Buffer.from(text).toString('base64'))),
  b64dec: transparent(fixed(['text'], text => goText(decoded(text)))),
  base: fixed(['text'], text => goText(baseOf(text))),
  ext: fixed(['text'], text => goText(/\.[^./]*$/.exec(text)?.[0] ?? '')),
  isAbs: fixed(['text'], text => goBoolean(text.startsWith('/'))),
  slugify: transparent(fixed(['text'], text => goText(slug(text)))),
  fail: fixed(['text'], text => failed(text)),
}

function failed(text: string): never {
  throw new CallError(text)
}

/** Go's own list of space characters. */
const SPACE = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const SPACE_AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g')

function trimmedSpace(text: string): string {
  return text.replaceAll(SPACE_AROUND, '')
}

/** Go makes one character of one, so that `ß` stays. */
function raised(text: string): string {
  const upper = (character: string): string => character.toUpperCase()
  return charactersOf(text)
    .map(character => (charactersOf(upper(character)).length === 1 ? upper(character) : character))
    .join('')
}

function lowered(text: string): string {
  return charactersOf(text)
    .map(character => charactersOf(character.toLowerCase())[0] ?? '')
    .join('')
}

function titled(text: string): string {
  if (!/^[\u0020-\u007e\s]*$/.test(text)) throw new CallGap('`title` of such a text is not evaluated')
  return text.replaceAll(
    /(^|[^A-Za-z0-9_])([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )
}

function truncated(length: number, text: string): string {
  const size = byteLength(text)
  if (length < 0) return size + length > 0 ? byteSlice(text, size + length) : text
  return size > length ? byteSlice(text, 0, length) : text
}

function part(text: string, start: number, end: number): string {
  const size = byteLength(text)
  if (start < 0) return end >= 0 && end <= size ? byteSlice(text, 0, end) : outOfRange()
  if (start > size) return outOfRange()
  if (end < 0 || end > size) return byteSlice(text, start)
  return start <= end ? byteSlice(text, start, end) : outOfRange()
}

function outOfRange(): never {
  throw new CallError('the text ends before')
}

function repeated(count: number, text: string): string {
  if (count < 0) throw new CallError('the count is negative')
  if (count * text.length > LONGEST) throw new CallGap('the text is too long')
  return text.repeat(count)
}

function trimmed(text: string, set: string): string {
  const characters = new Set(charactersOf(set))
  const all = charactersOf(text)
  let start = 0
  let end = all.length
  while (start < end && characters.has(all[start] ?? '')) start++
  while (end > start && characters.has(all[end - 1] ?? '')) end--
  return all.slice(start, end).join('')
}

function joined(values: readonly GoValue[], form: (value: GoValue) => string): string {
  return values
    .filter(({ kind }) => kind !== 'nil')
    .map(form)
    .join(' ')
}

function indented(spaces: number, text: string): string {
  if (spaces < 0) throw new CallError('the number of spaces is negative')
  if (spaces > LONGEST) throw new CallGap('the text is too long')
  const pad = ' '.repeat(spaces)
  return pad + text.replaceAll('\n', `\n${pad}`)
}

function replaced(text: string, old: string, by: string): string {
  const size = text.split(old).length * by.length + text.length
  if (size > LONGEST) throw new CallGap('the text is too long')
  return old === ''
    ? [by, ...charactersOf(text).flatMap(character => [character, by])].join('')
    : text.split(old).join(by)
}

/** An empty separator splits into characters. */
function splitText(text: string, separator: string): readonly string[] {
  return separator === '' ? charactersOf(text) : text.split(separator)
}

function splitAtMost(text: string, separator: string, most: number): readonly string[] {
  const parts = splitText(text, separator)
  if (most < 0 || parts.length <= most) return parts
  if (most === 0) return []
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)]
}

function numbered(parts: readonly string[]): GoValue {
  const entries = parts.map((item, index) => [`_${String(index)}`, goText(item)] as const)
  return { kind: 'map', entries: new Map(entries), isOfTexts: true }
}

function decoded(text: string): string {
  const plain = text.replaceAll(/[\r\n]/g, '')
  const isWhole = plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain)
  if (!isWhole) throw new CallGap('a text that is no base64 is not decoded')
  const bytes = Buffer.from(plain, 'base64')
  if (!bytes.equals(Buffer.from(bytes.toString('utf8'))))
    throw new CallGap('bytes that are no text are not decoded')
  return bytes.toString('utf8')
}

function baseOf(text: string): string {
  if (text === '') return '.'
  const stripped = text.replace(/\/+$/, '')
  return stripped === '' ? '/' : stripped.slice(stripped.lastIndexOf('/') + 1)
}

function adler32(text: string): string {
  let low = 1
  let high = 0
  for (const byte of Buffer.from(text)) {
    low = (low + byte) % 65_521
    high = (high + low) % 65_521
  }
  return String(high * 65_536 + low)
}
