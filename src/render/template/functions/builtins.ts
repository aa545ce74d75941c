import { compareBytes } from '../characters.ts'
import { CallError, CallGap, fixed, type FunctionTable, variadic } from '../function.ts'
import { formatted } from '../print.ts'
import { plainOf } from '../same.ts'
import { goBoolean, goInteger, goText, type GoValue, isTrue, NIL, typeName } from '../value.ts'
import { byteLength } from '../characters.ts'
import { sprintf } from './sprintf.ts'

/** Go's own functions. */
export const BUILTINS: FunctionTable = {
  not: fixed(['any'], value => goBoolean(!isTrue(value))),
  eq: variadic(['any'], 'any', (others, first) => goBoolean(isAnyEqual(first, others))),
  ne: fixed(['any', 'any'], (a, b) => goBoolean(!isAnyEqual(a, [b]))),
  lt: fixed(['any', 'any'], (a, b) => goBoolean(isLess(a, b))),
  le: fixed(['any', 'any'], (a, b) => goBoolean(isLess(a, b) || isAnyEqual(a, [b]))),
  gt: fixed(['any', 'any'], (a, b) => goBoolean(!isLess(a, b) && !isAnyEqual(a, [b]))),
  ge: fixed(['any', 'any'], (a, b) => goBoolean(!isLess(a, b))),
  index: variadic(['any'], 'any', (keys, value) => keys.reduce(indexed, value)),
  len: fixed(['any'], value => goInteger(lengthOf(value))),
  print: variadic([], 'any', values => goText(printedTogether(values))),
  println: variadic([], 'any', values => goText(`${values.map(formatted).join(' ')}\n`)),
  printf: variadic(['text'], 'any', (values, format) => goText(sprintf(format, values))),
}

/** Numbers of one kind, texts, booleans; whatever the length of an integer. */
function comparableKind({ kind }: GoValue): string {
  return kind === 'list' || kind === 'map' || kind === 'nil' || kind === 'unknown' ? 'other' : kind
}

function isAnyEqual(first: GoValue, others: readonly GoValue[]): boolean {
  if (others.length === 0) throw new CallError('a value to compare with is missing')
  return others.some(other => isEqual(first, other))
}

function isEqual(a: GoValue, b: GoValue): boolean {
  if (a.kind === 'nil' || b.kind === 'nil') return a.kind === b.kind
  const kind = comparableKind(a)
  if (kind !== comparableKind(b)) throw new CallError(`${typeName(a)} and ${typeName(b)} cannot be compared`)
  if (kind === 'other') throw new CallError(`a ${a.kind} cannot be compared`)
  return plainOf(a) === plainOf(b)
}

function isLess(a: GoValue, b: GoValue): boolean {
  const kind = comparableKind(a)
  if (kind === 'other' || comparableKind(b) === 'other')
    throw new CallError('lists, maps and nothing have no order')
  if (kind !== comparableKind(b)) throw new CallError(`${typeName(a)} and ${typeName(b)} cannot be compared`)
  if (a.kind === 'text' && b.kind === 'text') return compareBytes(a.text, b.text) < 0
  if (kind === 'boolean') throw new CallError('booleans have no order')
  return 'value' in a && 'value' in b && a.value < b.value
}

function indexed(value: GoValue, key: GoValue): GoValue {
  switch (value.kind) {
    case 'list':
      return itemAt(value.items, key)
    case 'map':
      if (key.kind !== 'text') throw new CallError(`a map has no key of type ${typeName(key)}`)
      return value.entries.get(key.text) ?? (value.isOfTexts === true ? goText('') : NIL)
    case 'text':
      throw new CallGap('a byte of a text is not evaluated')
    default:
      throw new CallError(value.kind === 'nil' ? 'nothing has no items' : `a ${value.kind} has no items`)
  }
}

function itemAt(items: readonly GoValue[], key: GoValue): GoValue {
  if (key.kind !== 'integer') throw new CallError(`a list has no item of type ${typeName(key)}`)
  const found = key.value >= 0n ? items[Number(key.value)] : undefined
  if (found === undefined) throw new CallError(`the list has no item ${String(key.value)}`)
  return found
}

function lengthOf(value: GoValue): number {
  switch (value.kind) {
    case 'text':
      return byteLength(value.text)
    case 'list':
      return value.items.length
    case 'map':
      return value.entries.size
    default:
      throw new CallError(`${value.kind === 'nil' ? 'nothing' : `a ${value.kind}`} has no length`)
  }
}

/** Sprint: a space between two values where neither is a text. */
function printedTogether(values: readonly GoValue[]): string {
  return values
    .map((value, index) => {
      const before = values[index - 1]
      const isApart = before !== undefined && before.kind !== 'text' && value.kind !== 'text'
      return `${isApart ? ' ' : ''}${formatted(value)}`
    })
    .join('')
}
