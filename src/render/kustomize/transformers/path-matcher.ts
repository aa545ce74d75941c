import { isNull, withItems, withValue } from '../../../lib/node.ts'
import {
  type Mapping,
  mapping,
  type Node,
  type Scalar,
  scalar,
  type Sequence,
  sequence,
} from '../../../model/node.ts'
import type { Origin } from '../../../model/location.ts'
import { compileRegex } from '../select.ts'
import { LookupError } from './field-lookup.ts'
import { pathStep, type PathStep } from './field-paths.ts'

/** How the values at a path are changed. */
export interface Matching {
  /**
   * The new value of one that matches. `current` is undefined where the field was just made.
   */
  readonly set: (current: Node | undefined) => Node
  /** Kind of what is made at the end of a path; undefined: nothing is made. */
  readonly make: Node['kind'] | undefined
  /** Where made maps and lists stand. */
  readonly at: Origin
  /** What to do with the rest of a path that leads into a text. */
  readonly intoText: (text: Scalar, parts: readonly string[]) => number
}

export interface Matches {
  readonly node: Node
  readonly count: number
}

/**
 * The node with all values changed that a path means: `*` for every item, `[name=web]` for the items whose text has a
 * match of that regular expression somewhere.
 * @throws LookupError where a step does not fit what stands there.
 */
export function changeMatches(node: Node, parts: readonly string[], matching: Matching): Matches {
  return new Matcher(matching).change({ node, isMade: false }, parts)
}

interface Place {
  readonly node: Node
  /** Whether the node was made for this path and has no value of its own yet. */
  readonly isMade: boolean
}

const NO_MATCH = 0

class Matcher {
  private readonly matching: Matching

  constructor(matching: Matching) {
    this.matching = matching
  }

  change(place: Place, parts: readonly string[]): Matches {
    const { node, isMade } = place
    const [part, ...rest] = parts
    if (part === undefined) return { node: this.matching.set(isMade ? undefined : node), count: 1 }
    const step = pathStep(part)
    switch (step.kind) {
      case 'index':
        return this.atIndex(listOf(node, part), step.index, rest)
      case 'match':
        return this.atItems(node, { ...step, part, isRetry: false }, rest)
      case 'every':
        return this.inItems(listOf(node, part), item => this.change({ node: item, isMade: false }, rest))
      case 'key':
        return this.atKey(node, step.key, rest)
      case 'malformed':
        throw new LookupError(`\`${step.text}\` has no \`=\``)
      default:
        return step satisfies never
    }
  }

  private atKey(node: Node, key: string, rest: readonly string[]): Matches {
    const map = mapOf(node, key)
    const field = map?.entries.get(key)?.value
    if (field !== undefined) return this.inField(map ?? mapping(node, new Map()), key, { field, rest })
    if (this.matching.make === undefined || map === undefined) return { node, count: NO_MATCH }
    return this.changedField(map, key, { place: this.made(rest), rest })
  }

  private inField(
    map: Mapping,
    key: string,
    { field, rest }: { field: Node; rest: readonly string[] },
  ): Matches {
    if (field.kind === 'scalar' && rest.length > 0) {
      return { node: map, count: this.matching.intoText(field, rest) }
    }
    return this.changedField(map, key, { place: { node: field, isMade: false }, rest })
  }

  private changedField(
    map: Mapping,
    key: string,
    { place, rest }: { place: Place; rest: readonly string[] },
  ): Matches {
    const { node, count } = this.change(place, rest)
    const isSame = !place.isMade && node === place.node
    return { node: isSame ? map : withValue(map, key, node), count }
  }

  private atIndex(list: Sequence, index: number, rest: readonly string[]): Matches {
    const isNext = index === list.items.length && this.matching.make !== undefined
    const item = list.items[index]
    const place = item === undefined && isNext ? this.made(rest) : item && { node: item, isMade: false }
    if (place === undefined) {
      throw new LookupError(`the list has ${String(list.items.length)} items and no index ${String(index)}`)
    }
    const { node, count } = this.change(place, rest)
    return { node: withItems(list, isNext ? [...list.items, node] : list.items.with(index, node)), count }
  }

  private atItems(node: Node, step: Match, rest: readonly string[]): Matches {
    const list = listOf(node, step.part)
    const pattern = compileRegex(step.value, 'fieldPaths')
    const found = this.inItems(list, item => {
      const named =
        step.key === '' ? item : item.kind === 'map' ? item.entries.get(step.key)?.value : undefined
      if (named === undefined || !pattern.matcher(writtenText(named)).find())
        return { node: item, count: NO_MATCH }
      // What follows the match of a scalar item is not looked at.
      return this.change({ node: item, isMade: false }, step.key === '' ? [] : rest)
    })
    if (found.count > 0 || this.matching.make === undefined || step.isRetry) return found
    const made = withItems(list, [...list.items, this.itemFor(step)])
    return this.atItems(made, { ...step, isRetry: true }, rest)
  }

  private itemFor({ key, value }: Match): Node {
    const { at } = this.matching
    const text = scalar(at, value)
    return key === '' ? text : withValue(mapping(at, new Map()), key, text)
  }

  private inItems(list: Sequence, change: (item: Node) => Matches): Matches {
    let count = 0
    const items = list.items.map(item => {
      const changed = change(item)
      count += changed.count
      return changed.node
    })
    return { node: count === 0 ? list : withItems(list, items), count }
  }

  /** What stands at a missing place: a list where the path goes on with an item, a map where with a key. */
  private made([next]: readonly string[]): Place {
    const { at, make } = this.matching
    const kind = next === undefined || next === '' ? make : isItemStep(pathStep(next)) ? 'list' : 'map'
    const node =
      kind === 'list' ? sequence(at, []) : kind === 'map' ? mapping(at, new Map()) : scalar(at, null, '')
    return { node, isMade: true }
  }
}

type Match = Extract<PathStep, { kind: 'match' }> & { readonly part: string; readonly isRetry: boolean }

function isItemStep({ kind }: PathStep): boolean {
  return kind === 'index' || kind === 'match' || kind === 'malformed'
}

function mapOf(node: Node, key: string): Mapping | undefined {
  if (node.kind === 'map') return node
  if (isNull(node)) return undefined
  throw new LookupError(`\`${key}\` is asked of what is no map`)
}

function listOf(node: Node, part: string): Sequence {
  if (node.kind === 'list') return node
  if (isNull(node)) return sequence(node, [])
  throw new LookupError(`\`${part}\` is asked of what is no list`)
}

/** A scalar as it is written, quotes and all: regular expressions of paths see them. */
function writtenText(node: Node): string {
  if (node.kind !== 'scalar') return ''
  const { file, start, end, step, text } = node
  const written = step === undefined ? file.text.slice(start, end) : text
  return written.includes(text) ? written : text
}
