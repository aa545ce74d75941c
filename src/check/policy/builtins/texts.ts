import { isList, RegoSet, type Value } from '../rego/value.ts'
import { type Builtins, charactersOf, textsOf } from './builtin.ts'

/** Builtins over strings. */
export const TEXTS: Builtins = [
  ['strings.any_prefix_match', args => anyMatch(args, (text, prefix) => text.startsWith(prefix))],
  ['strings.any_suffix_match', args => anyMatch(args, (text, suffix) => text.endsWith(suffix))],
  ['strings.count', args => withTexts(args, countOf)],
  ['indexof_n', args => withTexts(args, indexesOf)],
  ['trim_space', ([text]) => (typeof text === 'string' ? text.trim() : undefined)],
]

function withTexts<T>([a, b]: readonly Value[], use: (a: string, b: string) => T): T | undefined {
  return typeof a === 'string' && typeof b === 'string' ? use(a, b) : undefined
}

/** Either argument is a string or a collection of strings. */
function anyMatch(
  [texts, parts]: readonly Value[],
  matches: (text: string, part: string) => boolean,
): boolean | undefined {
  const subjects = manyOf(texts)
  const candidates = manyOf(parts)
  if (subjects === undefined || candidates === undefined) return undefined
  return subjects.some(text => candidates.some(part => matches(text, part)))
}

function manyOf(value: Value | undefined): readonly string[] | undefined {
  if (typeof value === 'string') return [value]
  if (value instanceof RegoSet) return textsOf(value.members)
  return value !== undefined && isList(value) ? textsOf(value) : undefined
}

function countOf(text: string, part: string): number {
  return part === '' ? charactersOf(text).length + 1 : text.split(part).length - 1
}

/** Counted in code points. */
function indexesOf(text: string, part: string): readonly number[] | undefined {
  if (part === '') return undefined
  const found: number[] = []
  let counted = 0
  let from = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    counted += charactersOf(text.slice(from, at)).length
    found.push(counted)
    from = at
  }
  return found
}
