import { printValue, quote } from '../rego/print-value.ts'
import { isList, type Value } from '../rego/value.ts'
import { type Builtins, charactersOf, isInteger, LONGEST_TEXT } from './builtin.ts'
import { formatFloat } from './format-float.ts'

/** What Go's `fmt` sees of a value: numbers and strings as they are, everything else as Rego writes it. */
type Argument = string | number | bigint

interface Directive {
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
  readonly verb: string
}

const DIRECTIVE = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?(?:\[(\d+)\])?(.)?/gsu
const WIDEST = 10_000

/** `sprintf` prints as Go's `fmt.Sprintf` does, mistakes included: `%!d(string=a)`, `%!s(MISSING)`. */
export const SPRINTF: Builtins = [
  [
    'sprintf',
    ([format, values]) => {
      if (typeof format !== 'string' || values === undefined || !isList(values)) return undefined
      return printFormat(format, values.map(argumentOf))
    },
  ],
]

function argumentOf(value: Value): Argument {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? value
    : printValue(value)
}

/** Takes arguments from left to right, or by `[n]`. */
class Arguments {
  private readonly values: readonly Argument[]
  private at = 0
  private isReordered = false

  constructor(values: readonly Argument[]) {
    this.values = values
  }

  jump(index: string | undefined): void {
    if (index === undefined) return
    this.at = Number(index) - 1
    this.isReordered = true
  }

  take(): Argument | undefined {
    return this.values[this.at++]
  }

  /** Only what was never reached is too much. */
  extra(): string {
    if (this.isReordered || this.at >= this.values.length) return ''
    const rest = this.values.slice(this.at).map(value => `${typeOf(value)}=${plain(value)}`)
    return `%!(EXTRA ${rest.join(', ')})`
  }
}

function printFormat(format: string, values: readonly Argument[]): string | undefined {
  const args = new Arguments(values)
  const size = (text: string | undefined): number => Math.min(WIDEST, sizeOf(text, args))
  let length = 0
  const text = format.replace(DIRECTIVE, (whole: string, ...groups: readonly (string | undefined)[]) => {
    const [flags = '', width, precision, index, verb] = groups
    if (verb === undefined) return '%!(NOVERB)'
    if (whole === '%%') return '%'
    const wide = width === undefined ? 0 : size(width)
    const exact = precision === undefined ? undefined : size(precision)
    args.jump(index)
    const printed = printDirective({ flags, width: wide, precision: exact, verb }, args.take())
    length += printed.length
    return length > LONGEST_TEXT ? '' : printed
  })
  return length > LONGEST_TEXT ? undefined : text + args.extra()
}

function sizeOf(text: string | undefined, args: Arguments): number {
  if (text !== '*') return Number(text)
  const taken = args.take()
  return typeof taken === 'number' ? Math.abs(taken) : 0
}

function printDirective(directive: Directive, value: Argument | undefined): string {
  if (value === undefined) return `%!${directive.verb}(MISSING)`
  const printed = body(directive, value)
  return printed === undefined
    ? `%!${directive.verb}(${typeOf(value)}=${plain(value)})`
    : pad(printed, directive, typeof value !== 'string')
}

function body(directive: Directive, value: Argument): string | undefined {
  if (directive.verb === 'T') return typeOf(value)
  if (typeof value === 'string') return textBody(directive, value)
  return isInteger(value) ? integerBody(directive, BigInt(value)) : floatBody(directive, value)
}

function textBody({ flags, precision, verb }: Directive, value: string): string | undefined {
  const text = precision === undefined ? value : charactersOf(value).slice(0, precision).join('')
  switch (verb) {
    case 'v':
      return flags.includes('#') ? quote(text) : text
    case 's':
      return text
    case 'q':
      return quote(text)
    case 'x':
      return Buffer.from(text).toString('hex')
    case 'X':
      return Buffer.from(text).toString('hex').toUpperCase()
    default:
      return undefined
  }
}

const BASES: ReadonlyMap<string, readonly [radix: number, prefix: string]> = new Map([
  ['v', [10, '']],
  ['d', [10, '']],
  ['b', [2, '0b']],
  ['o', [8, '0']],
  ['O', [8, '0o']],
  ['x', [16, '0x']],
  ['X', [16, '0X']],
])

function integerBody({ flags, precision, verb }: Directive, value: bigint): string | undefined {
  if (verb === 'c' || verb === 'q' || verb === 'U') return characterBody(verb, value)
  const base = BASES.get(verb)
  if (base === undefined) return undefined
  const digits = (value < 0n ? -value : value).toString(base[0]).padStart(precision ?? 0, '0')
  const prefix = verb === 'O' || flags.includes('#') ? base[1] : ''
  return sign(value < 0n, flags) + prefix + (verb === 'X' ? digits.toUpperCase() : digits)
}

function characterBody(verb: string, value: bigint): string {
  if (verb === 'U') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`
  const isCharacter = value >= 0n && value <= 0x10ffffn
  const character = String.fromCodePoint(isCharacter ? Number(value) : 0xfffd)
  return verb === 'c' ? character : `'${quote(character).slice(1, -1)}'`
}

function floatBody({ flags, precision, verb }: Directive, value: number): string | undefined {
  const digits = formatFloat(Math.abs(value), verb === 'v' ? 'g' : verb, precision)
  return digits === undefined ? undefined : sign(value < 0, flags) + digits
}

function sign(isNegative: boolean, flags: string): string {
  if (isNegative) return '-'
  if (flags.includes('+')) return '+'
  return flags.includes(' ') ? ' ' : ''
}

function pad(text: string, { flags, width }: Directive, isNumber: boolean): string {
  const lacking = width - charactersOf(text).length
  if (lacking <= 0) return text
  if (flags.includes('-')) return text + ' '.repeat(lacking)
  if (!flags.includes('0')) return ' '.repeat(lacking) + text
  const signed = isNumber ? (/^[-+ ]/.exec(text)?.[0] ?? '') : ''
  return signed + '0'.repeat(lacking) + text.slice(signed.length)
}

function typeOf(value: Argument): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? 'int64' : '*big.Int'
  return Number.isInteger(value) ? 'int64' : 'float64'
}

function plain(value: Argument): string {
  const whole = { flags: '', width: 0, precision: undefined, verb: 'v' }
  return body(whole, value) ?? ''
}
