import { charactersOf } from '../characters.ts'
import { CallGap } from '../function.ts'
import { formatFloat, formatted, quoted } from '../print.ts'
import { type GoFloat, type GoInteger, type GoText, type GoValue, typeName } from '../value.ts'

const VERB = /%(?:([-0]*)([0-9]{1,3})?(?:\.([0-9]{1,2}))?([a-zA-Z])|(%)|([^]?))/gu

interface Verb {
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
  readonly letter: string
}

/** Go's Sprintf, for the verbs that templates use. */
export function sprintf(format: string, values: readonly GoValue[]): string {
  let used = 0
  const text = format.replaceAll(VERB, (whole: string, ...groups: (string | undefined)[]) => {
    const [flags = '', width = '0', precision, letter, percent] = groups
    if (percent !== undefined) return '%'
    if (letter === undefined) throw new CallGap(`the format \`${whole}\` is not evaluated`)
    const value = values[used++]
    if (value === undefined) return `%!${letter}(MISSING)`
    const verb = {
      flags,
      width: Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      letter,
    }
    return padded(formattedBy(verb, value), verb, value)
  })
  if (used < values.length) throw new CallGap('more values than the format takes are not evaluated')
  return text
}

function formattedBy(verb: Verb, value: GoValue): string {
  const { letter, precision } = verb
  if (precision === undefined && letter === 'v') return formatted(value)
  if (precision === undefined && letter === 'T') return typed(value)
  switch (value.kind) {
    case 'text':
      return ofText(verb, value)
    case 'integer':
      return ofInteger(verb, value)
    case 'float':
      return ofFloat(verb, value)
    case 'boolean':
      return letter === 't' ? String(value.value) : refused(verb, value)
    default:
      return refused(verb, value)
  }
}

function ofText(verb: Verb, value: GoText): string {
  const { letter, precision } = verb
  if (letter === 's') return charactersOf(value.text).slice(0, precision).join('')
  return letter === 'q' && precision === undefined ? quoted(value.text) : refused(verb, value)
}

function ofInteger(verb: Verb, value: GoInteger): string {
  const { letter, precision } = verb
  const base = precision === undefined ? BASES[letter] : undefined
  if (base === undefined) return refused(verb, value)
  const digits = value.value.toString(base)
  return letter === 'X' ? digits.toUpperCase() : digits
}

const BASES: Readonly<Record<string, number>> = { d: 10, x: 16, X: 16, o: 8, b: 2 }

function ofFloat(verb: Verb, value: GoFloat): string {
  const { letter, precision } = verb
  if (letter === 'f') return fixedPoint(value.value, precision ?? 6)
  return letter === 'g' && precision === undefined ? formatFloat(value.value) : refused(verb, value)
}

/** Go rounds a half to the even digit, JavaScript up. */
function fixedPoint(value: number, precision: number): string {
  const isHalf = Math.abs((value * 10 ** precision) % 1) === 0.5
  if (isHalf || !(Math.abs(value) < 1e21))
    throw new CallGap('such a number with such a precision is not evaluated')
  return value.toFixed(precision)
}

/** Go prints what does not fit its verb as `%!d(string=x)`. */
function refused({ letter, precision }: Verb, value: GoValue): string {
  if (precision !== undefined || !'sdtqf'.includes(letter)) return unsupported(letter)
  if (value.kind === 'nil') return `%!${letter}(<nil>)`
  const isPlain =
    value.kind !== 'list' && value.kind !== 'map' && !(value.kind === 'integer' && letter === 'q')
  return isPlain ? `%!${letter}(${typeName(value)}=${formatted(value)})` : unsupported(letter)
}

function unsupported(letter: string): never {
  throw new CallGap(`the format \`%${letter}\` of such a value is not evaluated`)
}

function typed(value: GoValue): string {
  if (value.kind === 'list' || value.kind === 'map') return unsupported('T')
  return value.kind === 'nil' ? '<nil>' : typeName(value)
}

function padded(text: string, { flags, width }: Verb, value: GoValue): string {
  const length = charactersOf(text).length
  if (length >= width) return text
  if (flags.includes('-')) return text + ' '.repeat(width - length)
  if (!flags.includes('0')) return ' '.repeat(width - length) + text
  if (value.kind !== 'integer' && value.kind !== 'float')
    throw new CallGap('zeros before a text are not evaluated')
  const sign = text.startsWith('-') ? '-' : ''
  return sign + text.slice(sign.length).padStart(width - sign.length, '0')
}
