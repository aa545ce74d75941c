import { CallError, CallGap, fixed, type FunctionTable, transparent, variadic } from '../function.ts'
import { formatted } from '../print.ts'
import { goFloat, goInteger, goList, goLong, goText, type GoValue } from '../value.ts'

/** More are a mistake or an attack. */
const MOST_NUMBERS = 100_000
const MIN_LONG = -(2n ** 63n)

/** slim-sprig's functions about numbers: whole ones give an `int64`, but for `int` and `atoi`. */
export const NUMBERS: FunctionTable = {
  atoi: transparent(fixed(['text'], text => goInteger(parsedInteger(text, { isClamped: true })))),
  int: transparent(fixed(['any'], value => goInteger(toLong(value)))),
  int64: transparent(fixed(['any'], value => goLong(toLong(value)))),
  float64: transparent(fixed(['any'], value => goFloat(toFloat(value)))),
  toDecimal: fixed(['any'], value => goLong(parsedInteger(formatted(value), { radix: 8 }))),
  add1: fixed(['any'], value => goLong(toLong(value) + 1n)),
  add: variadic([], 'any', values => goLong(values.reduce((sum, value) => sum + toLong(value), 0n))),
  sub: fixed(['any', 'any'], (a, b) => goLong(toLong(a) - toLong(b))),
  mul: variadic(['any'], 'any', (values, first) =>
    goLong(values.reduce((product, value) => BigInt.asIntN(64, product * toLong(value)), toLong(first))),
  ),
  div: fixed(['any', 'any'], (a, b) => goLong(toLong(a) / divisor(b))),
  mod: fixed(['any', 'any'], (a, b) => goLong(toLong(a) % divisor(b))),
  max: variadic(['any'], 'any', largest),
  biggest: variadic(['any'], 'any', largest),
  min: variadic(['any'], 'any', (values, first) =>
    goLong(values.map(toLong).reduce((a, b) => (b < a ? b : a), toLong(first))),
  ),
  maxf: variadic(['any'], 'any', (values, first) =>
    goFloat(Math.max(toFloat(first), ...values.map(toFloat))),
  ),
  minf: variadic(['any'], 'any', (values, first) =>
    goFloat(Math.min(toFloat(first), ...values.map(toFloat))),
  ),
  ceil: fixed(['any'], value => goFloat(Math.ceil(toFloat(value)))),
  floor: fixed(['any'], value => goFloat(Math.floor(toFloat(value)))),
  round: variadic(['any', 'integer'], 'float', ([edge = 0.5], value, places) =>
    goFloat(rounded(toFloat(value), places, edge)),
  ),
  until: fixed(['integer'], count => goList(steps(0, count, count < 0 ? -1 : 1).map(goInteger))),
  untilStep: fixed(['integer', 'integer', 'integer'], (start, stop, step) =>
    goList(steps(start, stop, step).map(goInteger)),
  ),
  seq: variadic([], 'integer', values => goText(sequence(values).join(' '))),
}

/** What slim-sprig takes for a whole number; what is none is 0. */
function toLong(value: GoValue): bigint {
  switch (value.kind) {
    case 'text':
      return parsedInteger(value.text, { isClamped: false })
    case 'integer':
      return value.value
    case 'float':
      return truncated(value.value)
    case 'boolean':
      return value.value ? 1n : 0n
    default:
      return 0n
  }
}

function truncated(value: number): bigint {
  const whole = Number.isFinite(value) ? BigInt(Math.trunc(value)) : MIN_LONG
  if (BigInt.asIntN(64, whole) === whole) return whole
  throw new CallGap('a number beyond 64 bits is not evaluated')
}

interface Reading {
  readonly radix?: 8 | 10
  /** Whether a number beyond 64 bits is the largest one, and not 0. */
  readonly isClamped?: boolean
}

function parsedInteger(text: string, { radix = 10, isClamped = false }: Reading): bigint {
  const pattern = radix === 8 ? /^[+-]?[0-7]+$/ : /^[+-]?[0-9]+$/
  if (!pattern.test(text)) return 0n
  const digits = text.replace(/^[+-]/, '')
  const size = BigInt(radix === 8 ? `0o${digits}` : digits)
  const value = text.startsWith('-') ? -size : size
  if (BigInt.asIntN(64, value) === value) return value
  if (!isClamped) return 0n
  return value < 0n ? MIN_LONG : -MIN_LONG - 1n
}

function toFloat(value: GoValue): number {
  switch (value.kind) {
    case 'text':
      return parsedFloat(value.text)
    case 'integer':
      return Number(value.value)
    case 'float':
      return value.value
    case 'boolean':
      return value.value ? 1 : 0
    default:
      return 0
  }
}

function parsedFloat(text: string): number {
  if (/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text)) {
    const value = Number(text)
    return Number.isFinite(value) ? value : 0
  }
  if (/^[+-]?(?:0x|inf|nan)/i.test(text)) throw new CallGap('such a number is not evaluated')
  return 0
}

function divisor(value: GoValue): bigint {
  const found = toLong(value)
  if (found === 0n) throw new CallError('it divides by zero')
  return found
}

function largest(values: readonly GoValue[], first: GoValue): GoValue {
  return goLong(values.map(toLong).reduce((a, b) => (b > a ? b : a), toLong(first)))
}

function rounded(value: number, places: number, edge: number): number {
  const power = 10 ** places
  const digits = power * value
  const fraction = digits - Math.trunc(digits)
  return (fraction >= edge ? Math.ceil(digits) : Math.floor(digits)) / power
}

function steps(start: number, stop: number, step: number): number[] {
  const found: number[] = []
  const isDown = stop < start
  if (isDown ? step >= 0 : step <= 0) return found
  if (Math.abs((stop - start) / step) > MOST_NUMBERS)
    throw new CallGap('a list of so many numbers is not evaluated')
  for (let next = start; isDown ? next > stop : next < stop; next += step) found.push(next)
  return found
}

function sequence(values: readonly number[]): readonly number[] {
  const start = values.length === 1 ? 1 : values[0]
  const end = values.at(-1)
  if (start === undefined || end === undefined || values.length > 3) return []
  const step = values.length === 3 ? values[1] : undefined
  if (step === undefined) return inclusive(start, end, end < start ? -1 : 1)
  return end < start && step > 0 ? [] : inclusive(start, end, step)
}

function inclusive(start: number, end: number, step: number): readonly number[] {
  return steps(start, end < start ? end - 1 : end + 1, step)
}
