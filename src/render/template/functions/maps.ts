import { CallError, CallGap, fixed, type FunctionTable, variadic } from '../function.ts'
import { formatted } from '../print.ts'
import { goBoolean, type GoList, goList, goMap, type GoMap, goText, type GoValue } from '../value.ts'

/** slim-sprig's functions about maps. */
export const MAPS: FunctionTable = {
  dict: variadic([], 'any', values => goMap(pairs(values))),
  get: fixed(['map', 'text'], (map, key) => map.entries.get(key) ?? goText('')),
  set: fixed(['map', 'text', 'any'], (map, key, value) => changed(map, entries => entries.set(key, value))),
  unset: fixed(['map', 'text'], (map, key) => changed(map, entries => entries.delete(key))),
  hasKey: fixed(['map', 'text'], (map, key) => goBoolean(map.entries.has(key))),
  pluck: variadic(['text'], 'map', (maps, key) =>
    goList(maps.flatMap(({ entries }) => entries.get(key) ?? [])),
  ),
  keys: variadic([], 'map', maps =>
    unordered(maps.flatMap(({ entries }) => [...entries.keys()].map(key => goText(key)))),
  ),
  values: fixed(['map'], ({ entries }) => unordered([...entries.values()])),
  pick: variadic(['map'], 'text', (keys, { entries }) =>
    goMap([...entries].filter(([key]) => keys.includes(key))),
  ),
  omit: variadic(['map'], 'text', (keys, { entries }) =>
    goMap([...entries].filter(([key]) => !keys.includes(key))),
  ),
  dig: variadic([], 'any', dug),
}

function* pairs(values: readonly GoValue[]): Generator<readonly [string, GoValue]> {
  for (let index = 0; index < values.length; index += 2) {
    const key = values[index]
    if (key !== undefined)
      yield [key.kind === 'text' ? key.text : formatted(key), values[index + 1] ?? goText('')]
  }
}

/** Go changes the map itself; what an input is for later templates must not depend on that. */
function changed(map: GoMap, change: (entries: Map<string, GoValue>) => unknown): GoMap {
  if (map.at !== undefined) throw new CallGap('a change of the inputs themselves is not evaluated')
  change(map.entries)
  return map
}

function unordered(items: readonly GoValue[]): GoList {
  return { kind: 'list', items, isUnordered: true }
}

function dug(values: readonly GoValue[]): GoValue {
  const map = values.at(-1)
  const fallback = values.at(-2)
  const path = values.slice(0, -2)
  if (map === undefined || fallback === undefined || path.length === 0)
    throw new CallError('it takes at least three values')
  let current: GoValue = map
  for (const key of path) {
    if (current.kind !== 'map' || key.kind !== 'text')
      throw new CallError('the way leads through what is no map')
    const next = current.entries.get(key.text)
    if (next === undefined) return fallback
    current = next
  }
  return current
}
