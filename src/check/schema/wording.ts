import { hint } from '../../lib/nearest.ts'
import type { Node } from '../../model/node.ts'
import { NOUNS, quotesFix, shortened, type Wording } from '../wording.ts'
import type { Cause } from './cause.ts'
import type { Place } from './place.ts'
import type { SchemaRuleId } from './rules.ts'

/** What is said of a cause; of the object only its kind, so that the same mistake in ten clusters is one finding. */
export function wordingOf(cause: Cause, kind: string, place: Place): Wording {
  return WORDINGS[cause.rule](cause, kind, place)
}

type Word = (cause: Cause, kind: string, place: Place) => Wording

const WORDINGS: Readonly<Record<SchemaRuleId, Word>> = {
  'schema/unknown-field': ({ field = '', fields }, kind, { node, path }) => {
    const taken = node.kind === 'map' ? node.entries : new Map<string, unknown>()
    const free = fields.filter(name => !taken.has(name))
    return { message: `\`${kind}\` has no field \`${path}\`.${hint(field, free)}` }
  },
  'schema/missing-field': (_cause, kind, { path }) => ({ message: `\`${path}\` of \`${kind}\` is missing.` }),
  'schema/wrong-type': ({ limit }, kind, { node, path }) => {
    const types = listOf(limit).filter(type => type !== 'null')
    const expected = types.map(type => NOUNS[type] ?? type).join(' or ')
    return {
      message: `${subject(path, kind)} is ${kindOf(node)} where ${expected} is expected.`,
      ...quotesFix(types, node),
    }
  },
  'schema/unknown-value': ({ limit }, kind, { node, path }) => {
    const values = listOf(limit).filter(value => value !== 'null')
    const near = hint(shown(node), values)
    return { message: `${subject(path, kind)} is \`${shown(node)}\`, which is ${notAmong(values)}.${near}` }
  },
  'schema/pattern': ({ limit }, kind, { node, path }) => ({
    message: `${subject(path, kind)} is \`${shown(node)}\`, which is not of the form \`${String(limit)}\`.`,
  }),
  'schema/out-of-range': ({ keyword, limit }, kind, { node, path }) => ({
    message: `${subject(path, kind)} ${rangeOf(keyword, String(limit), node)}.`,
  }),
  'schema/combination': (cause, kind, { path }) => ({
    message: `${subject(path, kind)} ${combination(cause)}.`,
  }),
}

function subject(path: string, kind: string): string {
  return path === '' ? `\`${kind}\`` : `\`${path}\` of \`${kind}\``
}

function listOf(limit: unknown): readonly string[] {
  return (Array.isArray(limit) ? limit : [limit]).map(String)
}

function kindOf(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list'
  if (node.value === null) return 'empty'
  if (typeof node.value === 'boolean') return `\`${node.text}\``
  return typeof node.value === 'string'
    ? `the text \`${shortened(node.text)}\``
    : `the number \`${node.text}\``
}

function shown(node: Node): string {
  return node.kind === 'scalar' ? shortened(node.text) : kindOf(node)
}

const MOST_VALUES = 8

function notAmong(values: readonly string[]): string {
  const list = values.map(value => `\`${value}\``)
  if (list.length === 1) return `not ${list.join('')}`
  return list.length <= MOST_VALUES
    ? `none of ${list.join(', ')}`
    : `none of the ${String(list.length)} values it can have`
}

type Range = (limit: string, node: Node) => string

const RANGES: Readonly<Record<string, Range>> = {
  minimum: (limit, node) => `is \`${shown(node)}\`, which is less than ${limit}`,
  maximum: (limit, node) => `is \`${shown(node)}\`, which is more than ${limit}`,
  exclusiveMinimum: (limit, node) => `is \`${shown(node)}\`, which is not more than ${limit}`,
  exclusiveMaximum: (limit, node) => `is \`${shown(node)}\`, which is not less than ${limit}`,
  multipleOf: (limit, node) => `is \`${shown(node)}\`, which is no multiple of ${limit}`,
  minLength: (limit, node) => `has ${counted(sizeOf(node), 'character')}, fewer than ${limit}`,
  maxLength: (limit, node) => `has ${counted(sizeOf(node), 'character')}, more than ${limit}`,
  minItems: (limit, node) => `has ${counted(sizeOf(node), 'item')}, fewer than ${limit}`,
  maxItems: (limit, node) => `has ${counted(sizeOf(node), 'item')}, more than ${limit}`,
  minProperties: (limit, node) => `has ${counted(sizeOf(node), 'field')}, fewer than ${limit}`,
  maxProperties: (limit, node) => `has ${counted(sizeOf(node), 'field')}, more than ${limit}`,
  uniqueItems: () => 'has the same item twice',
}

function rangeOf(keyword: string, limit: string, node: Node): string {
  return RANGES[keyword]?.(limit, node) ?? `does not meet \`${keyword}\` of its schema`
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`
}

function sizeOf(node: Node): number {
  if (node.kind === 'scalar') return Array.from(node.text).length
  return node.kind === 'map' ? node.entries.size : node.items.length
}

/** Names the fields where the branches are about nothing but which of them are there. */
function combination({ keyword, limit }: Cause): string {
  const fields = Array.isArray(limit) ? limit.map(requiredIn) : []
  const names = fields.every(field => field !== undefined) ? fields : []
  if (names.length === 0) return `has a combination of fields that its schema does not allow`
  const list = names.map(name => `\`${name}\``).join(', ')
  return keyword === 'oneOf' ? `does not have exactly one of ${list}` : `has none of ${list}`
}

function requiredIn(branch: unknown): string | undefined {
  if (typeof branch !== 'object' || branch === null || !('required' in branch)) return undefined
  const { required } = branch
  return Array.isArray(required) && required.length === 1 ? String(required[0]) : undefined
}
