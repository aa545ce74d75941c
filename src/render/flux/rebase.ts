import { withEntries, withItems, withScalar } from '../../lib/node.ts'
import { computed, type Entry, type Mapping, type Node, type Scalar, type Step } from '../../model/node.ts'
import type { Origin } from '../../model/location.ts'
import type { Variable } from './variables.ts'

const WHOLE = /^\$\{([\p{L}\p{Nd}_]+)\}$/u

/**
 * Gives what was read again after substitution the origins that it had before: unchanged values their own, a value
 * that is nothing but `${name}` the origin of the variable's value, and a text with an expression in it its own with
 * the step noted.
 */
export class Rebase {
  private readonly variables: ReadonlyMap<string, Variable>

  constructor(variables: ReadonlyMap<string, Variable>) {
    this.variables = variables
  }

  node(after: Node, before: Node): Node {
    if (before.kind === 'scalar') return this.fromScalar(after, before)
    if (before.kind === 'map' && after.kind === 'map') return this.map(after, before)
    if (before.kind === 'list' && after.kind === 'list') {
      const items = after.items.map((item, index) => this.node(item, before.items[index] ?? before))
      return withItems(before, items)
    }
    return moved(after, before)
  }

  private map(after: Mapping, before: Mapping): Node {
    const entries = new Map<string, Entry>()
    const renamed = [...before.entries.values()].filter(({ key }) => !after.entries.has(key.text))
    for (const [name, entry] of after.entries) {
      const old = before.entries.get(name) ?? (renamed.length > 0 ? this.renamed(name, renamed) : undefined)
      const value = old === undefined ? moved(entry.value, before) : this.node(entry.value, old.value)
      const key = old === undefined ? { ...moved(entry.key, before), text: name } : this.key(name, old.key)
      entries.set(name, { key: key.kind === 'scalar' ? key : entry.key, value })
    }
    return withEntries(before, entries)
  }

  private key(name: string, before: Scalar): Scalar {
    return before.text === name ? before : computed(before, substituted(before), name)
  }

  private renamed(name: string, candidates: readonly Entry[]): Entry | undefined {
    return candidates.length === 1
      ? candidates[0]
      : candidates.find(({ key }) => this.variables.get(WHOLE.exec(key.text)?.[1] ?? '')?.value === name)
  }

  private fromScalar(after: Node, before: Scalar): Node {
    if (after.kind === 'scalar' && after.text === before.text && !before.text.includes('$')) {
      return after.value === before.value ? before : withScalar(before, after.value)
    }
    const name = WHOLE.exec(before.text)?.[1]
    const variable = name === undefined ? undefined : this.variables.get(name)
    const place = variable === undefined ? before : variable.at
    const step = after.kind === 'scalar' && after.text === before.text ? undefined : substituted(before)
    return moved(after, place, step)
  }
}

function substituted(was: Scalar): { what: string; was: Scalar } {
  return { what: 'postBuild substitution', was }
}

/** The node and all that is in it, standing at another place. */
function moved(node: Node, origin: Origin, step: Step | undefined = node.step): Node {
  const { file, start, end } = origin
  switch (node.kind) {
    case 'scalar':
      return movedScalar(node, origin, step)
    case 'list': {
      const items = node.items.map(item => moved(item, origin))
      return { kind: 'list', items, file, start, end, step }
    }
    case 'map': {
      const entries = new Map<string, Entry>()
      for (const [name, { key, value }] of node.entries)
        entries.set(name, { key: movedScalar(key, origin), value: moved(value, origin) })
      return { kind: 'map', entries, file, start, end, step }
    }
    default:
      return node satisfies never
  }
}

function movedScalar(
  { value, text, step: before }: Scalar,
  { file, start, end }: Origin,
  step: Step | undefined = before,
): Scalar {
  return { kind: 'scalar', value, text, file, start, end, step }
}
