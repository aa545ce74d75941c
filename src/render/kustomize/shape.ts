import { didYouMean } from '../../lib/nearest.ts'
import { isNull, withEntries, withItems, withScalar } from '../../lib/node.ts'
import type { BuildProblem } from '../../model/build.ts'
import { textKeyProblem } from './text-key.ts'
import { type Entry, type Mapping, type Node, type Scalar, scalar } from '../../model/node.ts'

/**
 * What a field may hold: Go's types as far as they refuse a value. `texts` is a map of strings. An item of a list of
 * which a field is refused is left out, unless the list keeps what is damaged.
 */
export type Shape =
  | 'text'
  | 'flag'
  | 'integer'
  | 'any'
  | 'texts'
  | { readonly list: Shape; readonly keepsDamaged?: true }
  | { readonly fields: Fields }

export type Fields = Readonly<Record<string, Shape>>

/** Where a value stands, as messages say it: `kustomization`, `patches`, `patches.target`. */
type Where = string

/**
 * The mapping with the field names that Go's JSON decoder takes them for (case does not matter to it), without nulls,
 * unknown fields and values of a wrong type. What is left out is reported, nulls are not.
 */
export function shaped(node: Mapping, fields: Fields, reading: Reading): Mapping {
  const { where, context, isLenient = false } = reading
  const entries = new Map<string, Entry>()
  for (const [name, entry] of node.entries) {
    const field = fieldNamed(name, fields)
    if (field === undefined) {
      if (!isLenient) context.report(unknownField(entry.key, where, fields))
      continue
    }
    const shape = fields[field]
    if (shape === undefined || isNull(entry.value)) continue
    const inner = where === TOP ? field : `${where}.${field}`
    const value = conform(entry.value, shape, { ...reading, where: inner })
    if (value !== undefined) entries.set(field, { key: entry.key, value })
  }
  return withEntries(node, entries)
}

export interface Reading {
  readonly where: Where
  readonly context: { report(problem: BuildProblem): void }
  /** As the configuration of a plugin is read: unknown fields pass, numbers and booleans count as text. */
  readonly isLenient?: boolean
}

/** How messages call the file itself. */
export const TOP = 'kustomization'

function conform(node: Node, shape: Shape, reading: Reading): Node | undefined {
  if (typeof shape === 'string') return conformPlain(node, shape, reading)
  if ('fields' in shape) {
    if (node.kind === 'map') return shaped(node, shape.fields, reading)
    reportType(node, 'a map', reading)
    return undefined
  }
  if (node.kind !== 'list') {
    reportType(node, 'a list', reading)
    return undefined
  }
  const items: Node[] = []
  for (const item of node.items) {
    const value = conformItem(item, shape, reading)
    if (value !== undefined) items.push(value)
  }
  return withItems(node, items)
}

/** An item of which a field is refused is left out: what else would be wrong with it is no news. */
function conformItem(item: Node, shape: Extract<Shape, { list: Shape }>, reading: Reading): Node | undefined {
  let told = 0
  const context = {
    report: (problem: BuildProblem): void => {
      told++
      reading.context.report(problem)
    },
  }
  const value = conform(item, shape.list, { ...reading, context })
  return told === 0 || shape.keepsDamaged === true ? value : undefined
}

type PlainShape = Extract<Shape, string>

const PLAIN: Readonly<Record<PlainShape, { article: string; fits: (node: Node) => boolean }>> = {
  any: { article: 'a value', fits: () => true },
  text: { article: 'text', fits: node => isScalarOf(node, 'string') },
  flag: { article: 'true or false', fits: node => isScalarOf(node, 'boolean') },
  integer: { article: 'an integer', fits: isInteger },
  texts: { article: 'a map of texts', fits: node => node.kind === 'map' },
}

function conformPlain(node: Node, shape: PlainShape, reading: Reading): Node | undefined {
  const value = shape === 'text' ? lenientText(node, reading) : node
  const { article, fits } = PLAIN[shape]
  if (!fits(value)) {
    reportType(node, article, reading)
    return undefined
  }
  return shape === 'texts' && node.kind === 'map' ? textsOnly(node, reading) : value
}

function lenientText(node: Node, { isLenient = false }: Reading): Node {
  const isText = !isLenient || node.kind !== 'scalar' || node.value === null || typeof node.value === 'string'
  return isText ? node : withScalar(node, node.text)
}

function textsOnly(node: Mapping, reading: Reading): Mapping {
  const entries = new Map<string, Entry>()
  for (const [name, entry] of node.entries) {
    const value = isNull(entry.value) ? emptyText(entry.value) : lenientText(entry.value, reading)
    const problem = keyProblem(entry.key)
    if (problem !== undefined) reading.context.report(problem)
    else if (isScalarOf(value, 'string')) entries.set(name, { key: entry.key, value })
    else reportType(value, 'text', { ...reading, where: `${reading.where}.${name}` })
  }
  return withEntries(node, entries)
}

function keyProblem(key: Scalar): BuildProblem | undefined {
  return textKeyProblem(typeof key.value === 'boolean' ? String(key.value) : key.text, key)
}

function emptyText(node: Node): Node {
  return scalar(node, '')
}

function isScalarOf(node: Node, type: 'string' | 'boolean'): boolean {
  return node.kind === 'scalar' && typeof node.value === type
}

function isInteger(node: Node): boolean {
  if (node.kind !== 'scalar') return false
  return typeof node.value === 'bigint' || (typeof node.value === 'number' && Number.isInteger(node.value))
}

function reportType(node: Node, wanted: string, { where, context }: Reading): void {
  context.report({
    code: 'invalid-field',
    at: node,
    message: `\`${where}\` is ${typeName(node)}, not ${wanted}.`,
  })
}

function typeName(node: Node): string {
  if (node.kind === 'map') return 'a map'
  if (node.kind === 'list') return 'a list'
  if (node.value === null) return 'empty'
  switch (typeof node.value) {
    case 'boolean':
      return 'a boolean'
    case 'string':
      return 'text'
    default:
      return 'a number'
  }
}

function unknownField(key: Scalar, where: Where, fields: Fields): BuildProblem {
  const message =
    where === TOP
      ? `\`${key.text}\` is no field of a kustomization.`
      : `\`${key.text}\` is no field of \`${where}\`.`
  const fix = didYouMean(key.text, Object.keys(fields))
  return { code: 'unknown-field', at: key, message, ...(fix !== undefined && { fix }) }
}

function fieldNamed(name: string, fields: Fields): string | undefined {
  if (Object.hasOwn(fields, name)) return name
  const lower = name.toLowerCase()
  return Object.keys(fields).find(field => field.toLowerCase() === lower)
}
