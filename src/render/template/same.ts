import { CallGap } from './function.ts'
import { type GoList, type GoMap, type GoValue, NIL, typeName } from './value.ts'

/** reflect.DeepEqual: numbers of different types are never the same. */
export function isSame(a: GoValue, b: GoValue): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown')
    throw new CallGap('what only the cluster knows is not compared')
  if (a.kind === 'list' && b.kind === 'list') return areSameLists(a, b)
  if (a.kind === 'map' && b.kind === 'map') return areSameMaps(a, b)
  return typeName(a) === typeName(b) && plainOf(a) === plainOf(b)
}

/** The value of what is neither a list nor a map. */
export function plainOf(value: GoValue): string | bigint | number | boolean | null {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'integer':
    case 'float':
    case 'boolean':
      return value.value
    default:
      return null
  }
}

function areSameLists(a: GoList, b: GoList): boolean {
  if (a.items.length !== b.items.length) return false
  return a.items.every((item, index) => isSame(item, b.items[index] ?? NIL))
}

function areSameMaps(a: GoMap, b: GoMap): boolean {
  const isOfOneType = (a.isOfTexts ?? false) === (b.isOfTexts ?? false)
  if (!isOfOneType || a.entries.size !== b.entries.size) return false
  return [...a.entries].every(([key, item]) => {
    const other = b.entries.get(key)
    return other !== undefined && isSame(item, other)
  })
}
