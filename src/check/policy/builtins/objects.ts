import { compareValues, isList, RegoObject, RegoSet, type Value } from '../rego/value.ts'
import type { Builtins } from './builtin.ts'
import { applyPatch } from './json-patch.ts'

/** Builtins over collections. */
export const OBJECTS: Builtins = [
  [
    'object.subset',
    ([whole, part]) => (whole === undefined || part === undefined ? undefined : contains(whole, part)),
  ],
  [
    'json.patch',
    ([target, patch]) =>
      target === undefined || patch === undefined ? undefined : applyPatch(target, patch),
  ],
  ['numbers.range_step', rangeOf],
]

function isEqual(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0
}

/** Objects by keys, deeply; sets by members; an array as a run within the other. */
function contains(whole: Value, part: Value): boolean | undefined {
  if (whole instanceof RegoObject && part instanceof RegoObject) {
    return part.entries.every(([key, value]) => {
      const found = whole.entries.find(([name]) => isEqual(name, key))
      return found !== undefined && (contains(found[1], value) ?? isEqual(found[1], value))
    })
  }
  const members = membersOf(whole)
  if (members !== undefined && part instanceof RegoSet) {
    return part.members.every(member => members.some(other => isEqual(member, other)))
  }
  if (isList(whole) && isList(part)) {
    return whole.some((_, start) => part.every((item, offset) => isSame(whole[start + offset], item)))
  }
  return undefined
}

function membersOf(value: Value): readonly Value[] | undefined {
  if (value instanceof RegoSet) return value.members
  return isList(value) ? value : undefined
}

function isSame(a: Value | undefined, b: Value): boolean {
  return a !== undefined && isEqual(a, b)
}

const LONGEST_RANGE = 100_000

function rangeOf(values: readonly Value[]): Value | undefined {
  const [from, to, step] = values
  if (typeof from !== 'number' || typeof to !== 'number' || typeof step !== 'number') return undefined
  if (!values.every(Number.isInteger) || step < 1 || Math.abs(to - from) / step > LONGEST_RANGE)
    return undefined
  const length = Math.floor(Math.abs(to - from) / step) + 1
  const sign = to < from ? -step : step
  return Array.from({ length }, (_, index) => from + index * sign)
}
