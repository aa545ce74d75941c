/** A value of Rego. Integers beyond 2^53 are bigint; an object's keys may be any value. */
export type Value = null | boolean | number | bigint | string | readonly Value[] | RegoSet | RegoObject

/** Members are in Rego's order. */
export class RegoSet {
  readonly members: readonly Value[]

  constructor(members: readonly Value[]) {
    this.members = [...members].sort(compareValues)
  }
}

/** Entries are in the order of their keys. */
export class RegoObject {
  readonly entries: readonly (readonly [Value, Value])[]

  constructor(entries: readonly (readonly [Value, Value])[]) {
    this.entries = [...entries].sort(([a], [b]) => compareValues(a, b))
  }

  get(key: string): Value | undefined {
    return this.entries.find(([name]) => name === key)?.[1]
  }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** Rego's total order: null, booleans, numbers, strings by bytes, arrays, objects, sets. */
export function compareValues(a: Value, b: Value): number {
  const byType = rank(a) - rank(b)
  if (byType !== 0) return byType
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b)
  if (a instanceof RegoObject && b instanceof RegoObject) return compareObjects(a, b)
  if (isScalar(a) && isScalar(b)) return compareScalars(a, b)
  return compareLists(itemsOf(a), itemsOf(b))
}

function itemsOf(value: Value): readonly Value[] {
  if (value instanceof RegoSet) return value.members
  return value !== null && typeof value === 'object' && isList(value) ? value : []
}

type Scalar = boolean | number | bigint

function isScalar(value: Value): value is Scalar {
  return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint'
}

function compareScalars(a: Scalar, b: Scalar): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function rank(value: Value): number {
  if (value === null) return 0
  if (typeof value === 'boolean') return 1
  if (typeof value === 'number' || typeof value === 'bigint') return 2
  if (typeof value === 'string') return 3
  if (isList(value)) return 4
  return value instanceof RegoObject ? 5 : 6
}

/** By UTF-8 bytes, which is by code point. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function compareLists(a: readonly Value[], b: readonly Value[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index]
    if (right === undefined) return 1
    const order = compareValues(left, right)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareObjects(a: RegoObject, b: RegoObject): number {
  for (const [index, [key, value]] of a.entries.entries()) {
    const other = b.entries[index]
    if (other === undefined) return 1
    const order = compareValues(key, other[0]) || compareValues(value, other[1])
    if (order !== 0) return order
  }
  return a.entries.length - b.entries.length
}
