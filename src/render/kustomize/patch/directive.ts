import { isNull, valueAt, withItems, withoutKey } from '../../../lib/node.ts'
import type { Mapping, Node, Sequence } from '../../../model/node.ts'
import { Refusal } from '../transformers/refusal.ts'
import { scalarText, setItem } from './list-items.ts'

/** The key by which a patch says what to do with what it stands in. */
const DIRECTIVE = '$patch'

export type Directive = 'merge' | 'replace' | 'delete'

export interface Directed<T> {
  readonly directive: Directive
  /** The patch without its directive. */
  readonly patch: T
}

const DIRECTIVES: ReadonlyMap<string, Directive> = new Map(
  (['merge', 'replace', 'delete'] as const).map(word => [word, word]),
)

/** @throws Refusal for a word that is no directive. */
export function directiveOfMap(patch: Mapping): Directed<Mapping> {
  const value = valueAt(patch, DIRECTIVE)
  if (value === undefined) return { directive: 'merge', patch }
  return { directive: known(value), patch: withoutKey(patch, DIRECTIVE) }
}

/** As kustomize reads a map that it only adds: a word that is no directive stays where it is. */
export function directiveOfAddedMap(patch: Mapping): Directed<Mapping> {
  const value = valueAt(patch, DIRECTIVE)
  const directive = DIRECTIVES.get(scalarText(value))
  if (directive === undefined) return { directive: 'merge', patch }
  return { directive, patch: withoutKey(patch, DIRECTIVE) }
}

/**
 * The directive of a list is its first item that has one, and no other key.
 * @throws Refusal for a word that is no directive.
 */
export function directiveOfList(patch: Sequence): Directed<Sequence> {
  const item = patch.items.find(candidate => valueAt(candidate, DIRECTIVE) !== undefined)
  const value = valueAt(item, DIRECTIVE)
  if (item?.kind !== 'map' || item.entries.size > 1 || value === undefined) {
    return { directive: 'merge', patch }
  }
  const directive = known(value)
  const items = [...patch.items]
  setItem(items, { keys: [DIRECTIVE], values: [directive] }, undefined)
  return { directive, patch: withItems(patch, items) }
}

function known(value: Node): Directive {
  const word = scalarText(value)
  const directive = DIRECTIVES.get(word)
  if (directive !== undefined) return directive
  const shown = isNull(value) ? 'empty' : `\`${word}\``
  const message = `\`$patch\` is ${shown}; it can be \`merge\`, \`replace\` or \`delete\`.`
  throw new Refusal('invalid-patch', value, message)
}
