import type { ErrorObject } from 'ajv'
import { hint } from '../../lib/nearest.ts'
import type { Node } from '../../model/node.ts'
import { NOUNS, quotesFix, shortened, type Wording } from '../wording.ts'
import type { ValuesRuleId } from './rules.ts'
import type { SchemaObject } from './values-schema.ts'

interface Subject {
  readonly chart: string
  readonly path: string
  readonly node: Node
}

export interface Unknown extends Pick<Subject, 'chart' | 'path'> {
  readonly name: string
  readonly because: string
  readonly holder: string | undefined
}

/**
 * `known` are the keys that the map could have besides those that it has. Here as below neither the release nor the
 * version is named, so that the same mistake in ten clusters is one finding. `because` is what the keys depend on, `holder`
 * what takes this one.
 */
export function unknownKey(
  { chart, path, name, because, holder }: Unknown,
  known: readonly string[],
): Wording {
  const end = holder === undefined ? `.${hint(name, known)}` : `: \`${name}\` belongs into \`${holder}\`.`
  const message = `The chart \`${chart}\` has no value \`${path}\`${because}${end}`
  return name.includes('.') ? { message, fix: DOTTED } : { message }
}

const DOTTED = 'Write a map for each part of the name: in values a dot is a character like any other.'

/** `holder` takes what stands beside it. */
export function misplacedKey({
  chart,
  path,
  holder,
  name,
}: Pick<Subject, 'chart' | 'path'> & { readonly holder: string; readonly name: string }): Wording {
  return { message: `${noneOf(chart, path)}: \`${name}\` belongs into \`${holder}\`.` }
}

/** `meant` is the key that looks like it; without one there is nothing to say. */
export function misspeltKey(
  { chart, path }: Pick<Subject, 'chart' | 'path'>,
  meant: string | undefined,
): Wording | undefined {
  return meant === undefined ? undefined : { message: `${noneOf(chart, path)}. Did you mean \`${meant}\`?` }
}

/** A chart's own schema lets it pass; `meant` is the key that looks like it. */
export function unreadKey(
  { chart, path }: Pick<Subject, 'chart' | 'path'>,
  meant: string | undefined,
): Wording {
  const question = meant === undefined ? '' : ` Did you mean \`${meant}\`?`
  return { message: `The chart \`${chart}\` reads no value \`${path}\` at the top.${question}` }
}

function noneOf(chart: string, path: string): string {
  return `No known version of the chart \`${chart}\` has a value \`${path}\``
}

/** What is said of a value that breaks a limit. */
export function limitWording(
  subject: Subject,
  schema: SchemaObject,
  error: ErrorObject,
): Wording & { readonly rule: ValuesRuleId } {
  const types = typesOf(schema)
  const isType = error.keyword === 'type' || error.keyword === 'anyOf' || isAmount(error, types)
  const { chart, path, node } = subject
  const what = `\`${path}\` of the chart \`${chart}\` is ${described(node)}`
  if (!isType) return { rule: 'values/not-allowed', message: `${what}, which is ${refusal(schema, error)}.` }
  const expected = types.map(type => NOUNS[type] ?? type).join(' or ')
  const message =
    expected === '' ? `${what}, which the chart does not take.` : `${what} where ${expected} is expected.`
  return { rule: 'values/wrong-type', message, ...quotesFix(types, node) }
}

/** Where a number stands by default a text must at least begin like one. */
function isAmount({ keyword }: ErrorObject, types: readonly string[]): boolean {
  return keyword === 'pattern' && types.includes('number')
}

/** What a text that looks like a number may be is not worth a word. */
function typesOf({ type, pattern, anyOf = [] }: SchemaObject): readonly string[] {
  const types = [type ?? anyOf.map(branch => branch.type ?? [])].flat(3)
  return pattern !== undefined && types.includes('number') ? ['number'] : [...new Set(types)]
}

function described(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list'
  if (typeof node.value === 'string')
    return node.value === '' ? 'an empty text' : `the text \`${shortened(node.value)}\``
  return typeof node.value === 'boolean' ? `\`${String(node.value)}\`` : `the number \`${node.text}\``
}

const BOUNDS: Readonly<Record<string, string>> = {
  minimum: 'less than',
  maximum: 'more than',
  exclusiveMinimum: 'not more than',
  exclusiveMaximum: 'not less than',
  multipleOf: 'no multiple of',
  const: 'not',
}

function refusal(schema: SchemaObject, { keyword }: ErrorObject): string {
  const limit = schema[keyword]
  if (Array.isArray(limit)) {
    const values = limit.map(value => `\`${String(value)}\``)
    return values.length === 1 ? `not ${values.join('')}` : `none of ${values.join(', ')}`
  }
  const bound = BOUNDS[keyword]
  if (bound !== undefined) return `${bound} ${String(limit)}`
  return keyword === 'pattern'
    ? `not of the form \`${String(limit)}\``
    : `out of the bounds that \`${keyword}\` sets (${String(limit)})`
}
