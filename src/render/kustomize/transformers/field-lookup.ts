import { isNull, valueAt, withItems, withValue } from '../../../lib/node.ts'
import type { Node } from '../../../model/node.ts'
import { pathStep } from './field-paths.ts'

/** A path that asks a value for what its kind cannot have. */
export class LookupError extends Error {
  override readonly name = 'LookupError'
}

/** A value, and the keys and indices that lead to it. */
export interface Place {
  readonly node: Node
  readonly way: readonly (string | number)[]
}

/**
 * The one value at a path: `-` is the last item of a list, `[name=web]` the first item with that text.
 * @throws LookupError where a step does not fit what stands there.
 */
export function lookupField(node: Node, parts: readonly string[]): Place | undefined {
  let place: Place | undefined = { node, way: [] }
  for (const part of parts.map(text => text.trim())) {
    if (part === '') continue
    place = stepInto(place, part)
    if (place === undefined) return undefined
  }
  return place
}

/** The node with another value at the end of a way that exists. */
export function withValueAt(node: Node, [step, ...rest]: Place['way'], value: Node): Node {
  if (step === undefined) return value
  if (node.kind === 'list' && typeof step === 'number') {
    const item = node.items[step]
    return item === undefined ? node : withItems(node, node.items.with(step, withValueAt(item, rest, value)))
  }
  if (node.kind !== 'map' || typeof step !== 'string') return node
  const field = node.entries.get(step)?.value
  return field === undefined ? node : withValue(node, step, withValueAt(field, rest, value))
}

function stepInto({ node, way }: Place, part: string): Place | undefined {
  const key = keyInto(node, part)
  const found = node.kind === 'list' ? node.items[Number(key)] : valueAt(node, String(key))
  return key === undefined || found === undefined ? undefined : { node: found, way: [...way, key] }
}

function keyInto(node: Node, part: string): string | number | undefined {
  if (part === '-') return itemsOf(node, part).length - 1
  const step = pathStep(part)
  switch (step.kind) {
    case 'index':
      itemsOf(node, part)
      return step.index
    case 'match':
      return itemsOf(node, part).findIndex(item =>
        hasText(step.key === '' ? item : valueAt(item, step.key), step.value),
      )
    case 'every':
    case 'malformed':
      throw new LookupError(`\`${part}\` cannot be a step of this path`)
    case 'key':
      checkMap(node, step.key)
      return step.key
    default:
      return step satisfies never
  }
}

function checkMap(node: Node, key: string): void {
  if (node.kind === 'map' || isNull(node)) return
  throw new LookupError(`\`${key}\` is asked of what is no map`)
}

function itemsOf(node: Node, part: string): readonly Node[] {
  if (node.kind === 'list') return node.items
  if (isNull(node)) return []
  throw new LookupError(`\`${part}\` is asked of what is no list`)
}

function hasText(node: Node | undefined, text: string): boolean {
  return node !== undefined && (node.kind === 'scalar' ? node.text : '') === text
}
