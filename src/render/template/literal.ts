import { charactersOf } from './characters.ts'
import type { Token } from './lex.ts'
import { TemplateError, TemplateGap } from './template-error.ts'
import { goFloat, goInteger, type GoValue } from './value.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([^]))/g

/** The text of a quoted token, as Go's strconv.Unquote reads it. */
export function unquoted(token: Token): string {
  const inner = token.text.slice(1, -1)
  if (token.kind === 'raw') return inner.replaceAll('\r', '')
  const refused = token.kind === 'rune' ? '"' : "'"
  return inner.replaceAll(ESCAPE, (whole: string, ...groups: (string | undefined)[]) => {
    const [hex, short, long, octal, letter] = groups
    const bytes = hex ?? octal
    if (bytes !== undefined) return byte(Number.parseInt(bytes, hex === undefined ? 8 : 16), token)
    const code = short ?? long
    if (code !== undefined) return character(Number.parseInt(code, 16), token)
    const plain = letter === refused ? undefined : ESCAPES[letter ?? '']
    if (plain === undefined) throw new TemplateError(`\`${whole}\` is no escape that Go knows`, token)
    return plain
  })
}

/** An escape of one byte; the bytes of a longer character cannot be told apart here. */
function byte(code: number, token: Token): string {
  if (code < 0x80) return String.fromCharCode(code)
  throw new TemplateGap('an escaped byte is not evaluated', token)
}

function character(code: number, token: Token): string {
  if (code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code)
  throw new TemplateError('An escape stands for no character', token)
}

/** A number or a character as Go types a constant: an `int`, or a float where it is written as one. */
export function numberOf(token: Token): GoValue {
  if (token.kind === 'rune') return goInteger(runeOf(token))
  const text = token.text.replaceAll('_', '')
  if (text.endsWith('i')) throw new TemplateGap('complex numbers are not evaluated', token)
  const isHexadecimal = /^[+-]?0[xX]/.test(text)
  if (isHexadecimal ? /[.pP]/.test(text) : /[.eE]/.test(text)) return floatOf(text, token)
  const digits = text.replace(/^[+-]/, '')
  const octal = /^0[0-7]+$/.exec(digits)
  const value = integerOf(octal === null ? digits : `0o${digits.slice(1)}`, token)
  const signed = text.startsWith('-') ? -value : value
  if (BigInt.asIntN(64, signed) !== signed) throw new TemplateError(`\`${token.text}\` is too large`, token)
  return goInteger(signed)
}

function runeOf(token: Token): number {
  const [first, ...rest] = charactersOf(unquoted(token))
  if (first === undefined || rest.length > 0)
    throw new TemplateError(`\`${token.text}\` is no character`, token)
  return first.codePointAt(0) ?? 0
}

function floatOf(text: string, token: Token): GoValue {
  const value = Number(text)
  if (/^[+-]?0[xX]/.test(text)) throw new TemplateGap('hexadecimal fractions are not evaluated', token)
  if (!Number.isFinite(value)) throw new TemplateError(`\`${token.text}\` is no number`, token)
  return goFloat(value)
}

function integerOf(digits: string, token: Token): bigint {
  if (/^(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/.test(digits))
    return BigInt(digits.toLowerCase())
  throw new TemplateError(`\`${token.text}\` is no number`, token)
}
