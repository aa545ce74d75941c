import { compareBytes } from '../characters.ts'
import { CallError, CallGap, fixed, type FunctionTable, variadic } from '../function.ts'
import { formatted } from '../print.ts'
import { isSame } from '../same.ts'
import { goBoolean, goList, goText, type GoList, type GoValue, isTrue, NIL } from '../value.ts'

type Named = FunctionTable[string]

/** slim-sprig's functions about lists, each also by its `must` name. */
export const LISTS: FunctionTable = {
  list: variadic([], 'any', values => goList(values)),
  tuple: variadic([], 'any', values => goList(values)),
  ...alsoMust({
    append: fixed(['any', 'any'], (list, value) => goList([...itemsOf(list), value])),
    push: fixed(['any', 'any'], (list, value) => goList([...itemsOf(list), value])),
    prepend: fixed(['any', 'any'], (list, value) => goList([value, ...itemsOf(list)])),
    first: fixed(['any'], list => itemsOf(list)[0] ?? NIL),
    last: fixed(['any'], list => itemsOf(list).at(-1) ?? NIL),
    rest: fixed(['any'], list => goList(itemsOf(list).slice(1))),
    initial: fixed(['any'], list => goList(itemsOf(list).slice(0, -1))),
    reverse: fixed(['any'], list => goList(itemsOf(list).toReversed())),
    compact: fixed(['any'], list => goList(itemsOf(list).filter(isTrue))),
    uniq: fixed(['any'], list => goList(unique(itemsOf(list)))),
    without: variadic(['any'], 'any', (omitted, list) =>
      goList(itemsOf(list).filter(item => !includes(omitted, item))),
    ),
    has: fixed(['any', 'any'], (needle, list) =>
      goBoolean(list.kind !== 'nil' && includes(listOf(list).items, needle)),
    ),
    slice: variadic(['any'], 'any', (edges, list) => sliced(itemsOf(list), edges)),
    chunk: fixed(['integer', 'any'], (size, list) => goList(chunks(size, itemsOf(list)))),
  }),
  concat: variadic([], 'any', lists => goList(lists.flatMap(itemsOf))),
  sortAlpha: fixed(['any'], list =>
    goList(
      textsOf(list, { isUnorderedFine: true })
        .toSorted(compareBytes)
        .map(item => goText(item)),
    ),
  ),
  join: fixed(['text', 'any'], (separator, list) => goText(textsOf(list).join(separator))),
  toStrings: fixed(['any'], list => goList(textsOf(list).map(item => goText(item)))),
}

function alsoMust(functions: Readonly<Record<string, Named>>): Record<string, Named> {
  const all: Record<string, Named> = {}
  for (const [name, named] of Object.entries(functions)) {
    all[name] = named
    if (name !== 'concat') all[`must${name.charAt(0).toUpperCase()}${name.slice(1)}`] = named
  }
  return all
}

function listOf(value: GoValue): GoList {
  if (value.kind === 'list') return value
  throw new CallError(value.kind === 'nil' ? 'nothing is no list' : `a ${value.kind} is no list`)
}

function itemsOf(value: GoValue): readonly GoValue[] {
  const list = listOf(value)
  if (list.isUnordered === true && list.items.length > 1) throw unordered()
  return list.items
}

function unordered(): CallGap {
  return new CallGap('the order of the keys of a map is another one each time')
}

function textsOf(value: GoValue, { isUnorderedFine = false } = {}): readonly string[] {
  if (value.kind === 'nil') return []
  if (value.kind !== 'list') return [formatted(value)]
  const items = isUnorderedFine ? value.items : itemsOf(value)
  return items.filter(({ kind }) => kind !== 'nil').map(formatted)
}

function includes(items: readonly GoValue[], needle: GoValue): boolean {
  return items.some(item => isSame(item, needle))
}

function unique(items: readonly GoValue[]): readonly GoValue[] {
  const found: GoValue[] = []
  for (const item of items) if (!includes(found, item)) found.push(item)
  return found
}

function sliced(items: readonly GoValue[], edges: readonly GoValue[]): GoValue {
  if (items.length === 0) return NIL
  const [start = 0, end = items.length] = edges.map(edgeOf)
  if (start < 0 || end > items.length || start > end) throw new CallError('the list has no such part')
  return goList(items.slice(start, end))
}

function edgeOf(edge: GoValue): number {
  if (edge.kind === 'integer') return Number(edge.value)
  if (edge.kind === 'float') return Math.trunc(edge.value)
  throw new CallGap('such an edge of a part is not evaluated')
}

function chunks(size: number, items: readonly GoValue[]): readonly GoValue[] {
  if (size <= 0) throw new CallError('the size is not positive')
  const found: GoValue[] = []
  for (let start = 0; start < items.length; start += size)
    found.push(goList(items.slice(start, start + size)))
  return found
}
