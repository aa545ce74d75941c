import type { Entry, Mapping, Node, Scalar } from '../../model/node.ts'
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
      return { ...before, items }
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
    return { ...before, entries }
  }

  private key(name: string, before: Scalar): Scalar {
    return before.text === name ? before : { ...before, value: name, text: name, step: substituted(before) }
  }

  private renamed(name: string, candidates: readonly Entry[]): Entry | undefined {
    return candidates.length === 1
      ? candidates[0]
      : candidates.find(({ key }) => this.variables.get(WHOLE.exec(key.text)?.[1] ?? '')?.value === name)
  }

  private fromScalar(after: Node, before: Scalar): Node {
    if (after.kind === 'scalar' && after.text === before.text && !before.text.includes('$')) {
      return after.value === before.value ? before : { ...before, value: after.value }
    }
    const name = WHOLE.exec(before.text)?.[1]
    const variable = name === undefined ? undefined : this.variables.get(name)
    const place = variable === undefined ? before : variable.at
    const step = after.kind === 'scalar' && after.text === before.text ? undefined : substituted(before)
    return { ...moved(after, place), step }
  }
}

function substituted(was: Scalar): { what: string; was: Scalar } {
  return { what: 'postBuild substitution', was }
}

/** The node and all that is in it, standing at another place. */
function moved(node: Node, { file, start, end }: Origin): Node {
  switch (node.kind) {
    case 'scalar':
      return { ...node, file, start, end }
    case 'list':
      return { ...node, file, start, end, items: node.items.map(item => moved(item, { file, start, end })) }
    case 'map': {
      const entries = new Map<string, Entry>()
      for (const [name, entry] of node.entries) {
        const key = { ...entry.key, file, start, end }
        entries.set(name, { key, value: moved(entry.value, { file, start, end }) })
      }
      return { ...node, file, start, end, entries }
    }
    default:
      return node satisfies never
  }
}
