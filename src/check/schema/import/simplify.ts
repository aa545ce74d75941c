import type { Schema, SchemaObject } from '../schema.ts'
import { isRecord, listIn, recordIn, textIn, textsIn } from './plain.ts'

/** Finds what a `$ref` stands for. */
export type Resolve = (reference: string) => Schema

type Draft = { -readonly [Key in keyof SchemaObject]: SchemaObject[Key] }

/** An OpenAPI schema, of a CRD or of Kubernetes' own document, in the compact form. What is no schema takes anything. */
export function simplify(source: unknown, resolve: Resolve): Schema {
  return simplified(source, { resolve, isConstraint: false })
}

interface Context {
  readonly resolve: Resolve
  /** Below `allOf`, `anyOf`, `oneOf` and `not` nothing is declared: a type counts only where it is written. */
  readonly isConstraint: boolean
}

function simplified(source: unknown, context: Context): Schema {
  if (!isRecord(source)) return 'any'
  const reference = referenceIn(source)
  if (reference !== undefined) return context.resolve(reference)
  if (source['x-kubernetes-int-or-string'] === true || source['format'] === 'int-or-string') {
    return brief({ ...contentOf(withoutIntOrString(source), context), type: 'int-or-string' })
  }
  return brief(contentOf(source, context))
}

/** OpenAPI v3 wraps a `$ref` that has a default into an `allOf` of one. */
function referenceIn(source: Readonly<Record<string, unknown>>): string | undefined {
  const [only, ...others] = listIn(source, 'allOf')
  const wrapped = isRecord(only) && others.length === 0 ? textIn(only, '$ref') : undefined
  return textIn(source, '$ref') ?? wrapped
}

function contentOf(source: Readonly<Record<string, unknown>>, context: Context): Draft {
  const draft: Draft = {}
  typed(draft, source, context)
  structured(draft, source, context)
  extended(draft, source)
  for (const name of ['allOf', 'anyOf', 'oneOf'] as const) {
    const branches = listIn(source, name).map(branch =>
      simplified(branch, { ...context, isConstraint: true }),
    )
    if (branches.length > 0) draft[name] = branches
  }
  if (isRecord(source['not'])) draft.not = simplified(source['not'], { ...context, isConstraint: true })
  for (const name of NUMBERS) if (typeof source[name] === 'number') draft[name] = source[name]
  for (const name of FLAGS) if (source[name] === true) draft[name] = true
  return draft
}

const NUMBERS = [
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const

const FLAGS = ['exclusiveMinimum', 'exclusiveMaximum', 'uniqueItems', 'nullable'] as const

const TYPES = new Set(['string', 'integer', 'number', 'boolean', 'object', 'array'])

function typed(draft: Draft, source: Readonly<Record<string, unknown>>, { isConstraint }: Context): void {
  const type = textIn(source, 'type') ?? ''
  if (TYPES.has(type) && (isConstraint || !impliedBy(source, type))) draft.type = type
  const format = textIn(source, 'format')
  if (format !== undefined && format !== 'int-or-string') draft.format = format
  const pattern = textIn(source, 'pattern')
  if (pattern !== undefined) draft.pattern = pattern
  const values = listIn(source, 'enum')
  if (values.length > 0) draft.enum = values
  if ('default' in source) draft.default = source['default']
}

function impliedBy(source: Readonly<Record<string, unknown>>, type: string): boolean {
  if (type === 'array') return isRecord(source['items'])
  const { properties, additionalProperties } = source
  return (
    type === 'object' &&
    (isRecord(properties) || isRecord(additionalProperties) || additionalProperties === true)
  )
}

function structured(draft: Draft, source: Readonly<Record<string, unknown>>, context: Context): void {
  const properties = recordIn(source, 'properties')
  if (properties !== undefined) {
    const entries = Object.entries(properties).filter(([name]) => name !== '__proto__')
    draft.properties = Object.fromEntries(entries.map(([name, value]) => [name, simplified(value, context)]))
  }
  const required = textsIn(source, 'required')
  if (required.length > 0) draft.required = required
  const values = source['additionalProperties']
  if (isRecord(values)) draft.additionalProperties = simplified(values, context)
  else if (values === true) draft.additionalProperties = 'any'
  if (isRecord(source['items'])) draft.items = simplified(source['items'], context)
}

function extended(draft: Draft, source: Readonly<Record<string, unknown>>): void {
  if (source['x-kubernetes-preserve-unknown-fields'] === true) draft.preserveUnknownFields = true
  if (source['x-kubernetes-embedded-resource'] === true) draft.embeddedResource = true
  const listType = textIn(source, 'x-kubernetes-list-type')
  if (listType !== undefined) draft.listType = listType
  const keys = textsIn(source, 'x-kubernetes-list-map-keys')
  if (keys.length > 0) draft.listMapKeys = keys
  const mapType = textIn(source, 'x-kubernetes-map-type')
  if (mapType !== undefined) draft.mapType = mapType
  const validations = listIn(source, 'x-kubernetes-validations').filter(isRecord).map(withoutMessage)
  if (validations.length > 0) draft.validations = validations
}

/** The catalogue holds no prose: an expression says itself what it asks for. */
function withoutMessage(validation: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(validation).filter(([name]) => name !== 'message'))
}

/** Kubernetes wants int-or-string written as an `anyOf` of both types, too. */
function withoutIntOrString(source: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { anyOf, allOf, ...rest } = source
  const others = Array.isArray(allOf)
    ? allOf.filter(branch => !isRecord(branch) || !isEitherType(branch['anyOf']))
    : []
  return {
    ...rest,
    ...(isEitherType(anyOf) ? {} : { anyOf }),
    ...(others.length > 0 ? { allOf: others } : {}),
  }
}

function isEitherType(branches: unknown): boolean {
  return (
    Array.isArray(branches) &&
    branches.length === 2 &&
    branches.every(
      branch => isRecord(branch) && (branch['type'] === 'integer' || branch['type'] === 'string'),
    )
  )
}

/** What says nothing but its type, as a text. */
function brief(draft: Draft): Schema {
  const { type, format, preserveUnknownFields, ...rest } = draft
  if (Object.keys(rest).length > 0) return draft
  if (preserveUnknownFields === true) return type === 'object' ? 'object' : 'any'
  if (format !== undefined) return type === undefined ? draft : `${type}/${format}`
  return type ?? 'any'
}
