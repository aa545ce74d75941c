import { isNull } from '../../../lib/node.ts'
import { hint } from '../../../lib/nearest.ts'
import type { Node } from '../../../model/node.ts'
import type { SelectorMistake } from './label-selector.ts'

type Check = (value: Node, field: string) => SelectorMistake | undefined

/** A star counts at both ends; the schema of constraints refuses every other. */
const WILDCARD = /^\*?[-:a-z0-9]*\*?$/

const SOURCES = ['All', 'Generated', 'Original']

const isText: Check = (value, field) =>
  value.kind === 'scalar' && typeof value.value === 'string'
    ? undefined
    : { at: value, message: `\`${field}\` holds what is no text.` }

const isWildcard: Check = (value, field) =>
  isText(value, field) ??
  (value.kind !== 'scalar' || isOpen(value.text) || WILDCARD.test(value.text)
    ? undefined
    : { at: value, message: `\`${value.text}\` is no name, nor one with \`*\` at its start or end.` })

const isSource: Check = (value, field) =>
  isText(value, field) ??
  (value.kind !== 'scalar' || isOpen(value.text) || SOURCES.includes(value.text)
    ? undefined
    : { at: value, message: `\`${value.text}\` is no source: it is one of ${SOURCES.join(', ')}.` })

const isMap: Check = (value, field) =>
  value.kind === 'map' ? undefined : { at: value, message: `\`${field}\` is no mapping.` }

function listOf(check: Check): Check {
  return (value, field) =>
    value.kind === 'list'
      ? firstOf(value.items, item => check(item, field))
      : { at: value, message: `\`${field}\` is no list.` }
}

function mapOf(fields: ReadonlyMap<string, Check>): Check {
  return (value, field) =>
    value.kind === 'map'
      ? firstOf(value.entries, ([name, entry]) => {
          const check = fields.get(name)
          if (check === undefined) return { at: entry.key, message: unknown(name, field, fields) }
          return isNull(entry.value) ? undefined : check(entry.value, name)
        })
      : isMap(value, field)
}

function unknown(name: string, field: string, fields: ReadonlyMap<string, Check>): string {
  return `\`${field}\` has no \`${name}\`.${hint(name, fields.keys())}`
}

/** A variable that nothing substitutes may be anything. */
function isOpen(text: string): boolean {
  return text.includes('${')
}

function firstOf<T>(
  items: Iterable<T>,
  check: (item: T) => SelectorMistake | undefined,
): SelectorMistake | undefined {
  for (const item of items) {
    const mistake = check(item)
    if (mistake !== undefined) return mistake
  }
  return undefined
}

const KINDS = mapOf(
  new Map([
    ['apiGroups', listOf(isText)],
    ['kinds', listOf(isText)],
  ]),
)

const MATCH = mapOf(
  new Map<string, Check>([
    ['kinds', listOf(KINDS)],
    ['namespaces', listOf(isWildcard)],
    ['excludedNamespaces', listOf(isWildcard)],
    ['labelSelector', isMap],
    ['namespaceSelector', isMap],
    ['scope', isText],
    ['name', isWildcard],
    ['source', isSource],
  ]),
)

/** What Gatekeeper, or the schema that it gives to constraints, refuses in `spec.match`; the first of it. */
export function shapeMistake(match: Node | undefined): SelectorMistake | undefined {
  return match === undefined || isNull(match) ? undefined : MATCH(match, 'match')
}
