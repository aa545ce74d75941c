import { readFileSync } from 'node:fs'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { hint, nearest } from '../../lib/nearest.ts'
import { toPlain } from '../../lib/node.ts'
import type { Origin } from '../../model/location.ts'
import type { Node } from '../../model/node.ts'
import { PACKAGE_ROOT } from '../package-root.ts'
import type { RawConfig } from './config.ts'
import type { Mistake } from './mistake.ts'

/** Our own documents, each with a schema in `schemas/`. */
export type OwnSchema = 'config' | 'exemption' | 'version-matrix'

/** What messages call a document as a whole. */
const NAMES: Readonly<Record<OwnSchema, string>> = {
  config: 'the configuration',
  exemption: 'the exemption',
  'version-matrix': 'the matrix',
}

const compiled = new Map<OwnSchema, Promise<ValidateFunction>>()

/** The configuration as the schema has it, or what is wrong with it. */
export async function validateConfig(root: Node): Promise<RawConfig | readonly Mistake[]> {
  const validate = await validator('config')
  const plain = toPlain(root)
  return isConfig(validate, plain) ? plain : mistakesOf(root, 'config', validate)
}

/** What is wrong with one of our own documents. */
export async function validateDocument(root: Node, schema: OwnSchema): Promise<readonly Mistake[]> {
  const validate = await validator(schema)
  return validate(toPlain(root)) ? [] : mistakesOf(root, schema, validate)
}

function isConfig(validate: ValidateFunction, plain: unknown): plain is RawConfig {
  return validate(plain)
}

function mistakesOf(root: Node, schema: OwnSchema, { errors }: ValidateFunction): readonly Mistake[] {
  const causes = (errors ?? []).filter(isCause)
  return causes
    .filter(error => !isMisspelt(error, causes))
    .map(error => mistakeOf(root, error, NAMES[schema]))
}

/** A field that is missing because it stands there under another name is told once, as the unknown one. */
function isMisspelt(missing: ErrorObject, causes: readonly ErrorObject[]): boolean {
  return (
    missing.keyword === 'required' &&
    causes.some(
      unknown =>
        unknown.keyword === 'additionalProperties' &&
        unknown.instancePath === missing.instancePath &&
        nearestField(unknown) === textOf(missing, 'missingProperty'),
    )
  )
}

function nearestField(unknown: ErrorObject): string | undefined {
  return nearest(textOf(unknown, 'additionalProperty'), keysOf(unknown.parentSchema, 'properties'))
}

/** Each schema is compiled once, however many documents of a fleet ask for it at the same time. */
function validator(name: OwnSchema): Promise<ValidateFunction> {
  const known = compiled.get(name)
  if (known !== undefined) return known
  const made = compile(name)
  compiled.set(name, made)
  return made
}

/** Ajv takes longer to load than most runs take without such a document: it is loaded where there is one. */
async function compile(name: OwnSchema): Promise<ValidateFunction> {
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const file = new URL(`schemas/${name}.schema.json`, PACKAGE_ROOT)
  const schema: unknown = JSON.parse(readFileSync(file, 'utf8'))
  // The schemas are ours; compiling the schema of schemas takes longer than all of them.
  const own = { meta: false, validateSchema: false } as const
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, ...own })
  if (!isSchema(schema)) throw new Error(`The schema ${name} is no object.`)
  return ajv.compile(schema)
}

function isSchema(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Ajv reports a wrong key twice: what is wrong, and that its `propertyNames` failed. */
function isCause({ keyword }: ErrorObject): boolean {
  return keyword !== 'propertyNames'
}

function mistakeOf(root: Node, error: ErrorObject, document: string): Mistake {
  const steps = stepsOf(error.instancePath)
  const field = steps.length === 0 ? document : `\`${steps.join('.')}\``
  const node = nodeAt(root, steps)
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(error, node, field)
    case 'required':
      return { at: node, message: `${capital(field)} has no \`${textOf(error, 'missingProperty')}\`.` }
    case 'pattern':
      return error.propertyName === undefined ? wrongForm(error, node, field) : wrongKey(error, node, field)
    case 'const':
    case 'enum':
      return wrongValue(error, node, field)
    case 'type':
      return wrongType(error, node, field)
    default:
      return { at: node, message: `${capital(field)} ${otherwise(error)}.` }
  }
}

const BOUNDS: Readonly<Record<string, readonly [comparison: 'fewer' | 'more', things: string]>> = {
  minItems: ['fewer', 'items'],
  minLength: ['fewer', 'characters'],
  maxLength: ['more', 'characters'],
  minProperties: ['fewer', 'fields'],
}

function otherwise({ keyword, params, message }: ErrorObject): string {
  const bound = BOUNDS[keyword]
  if (bound === undefined) return message ?? 'is wrong'
  const [comparison, things] = bound
  const { limit }: { limit?: unknown } = params
  return comparison === 'fewer' && limit === 1
    ? 'is empty'
    : `has ${comparison} than ${String(limit)} ${things}`
}

function unknownField(error: ErrorObject, node: Node, field: string): Mistake {
  const name = textOf(error, 'additionalProperty')
  const fields = keysOf(error.parentSchema, 'properties')
  return { at: keyAt(node, name), message: `\`${name}\` is not a field of ${field}.${hint(name, fields)}` }
}

function wrongForm(error: ErrorObject, node: Node, field: string): Mistake {
  const message = `${capital(field)} is \`${shown(node)}\`, which is not of the form ${formOf(error)}.`
  return { at: node, message }
}

function wrongKey(error: ErrorObject, node: Node, field: string): Mistake {
  const name = error.propertyName ?? ''
  return { at: keyAt(node, name), message: `\`${name}\` in ${field} is not of the form ${formOf(error)}.` }
}

function wrongValue(error: ErrorObject, node: Node, field: string): Mistake {
  const params: { allowedValue?: unknown; allowedValues?: unknown } = error.params
  const allowed = Array.isArray(params.allowedValues)
    ? params.allowedValues.map(String)
    : [String(params.allowedValue)]
  const list = allowed.map(value => `\`${value}\``).join(', ')
  const wanted = allowed.length === 1 ? list : `one of ${list}`
  const near = hint(shown(node), allowed)
  return { at: node, message: `${capital(field)} is \`${shown(node)}\`, which is not ${wanted}.${near}` }
}

function wrongType(error: ErrorObject, node: Node, field: string): Mistake {
  const expected = textOf(error, 'type')
  const fix = expected === 'string' && node.kind === 'scalar' ? ' Put it in quotes.' : ''
  return {
    at: node,
    message: `${capital(field)} is ${kindOf(node)} where ${article(expected)} is expected.${fix}`,
  }
}

function formOf(error: ErrorObject): string {
  return `\`${textOf(error, 'pattern')}\``
}

function textOf({ params }: ErrorObject, name: string): string {
  const values: Readonly<Record<string, unknown>> = params
  return String(values[name])
}

function keysOf(schema: object | undefined, name: string): readonly string[] {
  const value: unknown =
    schema === undefined ? undefined : Object.entries(schema).find(([key]) => key === name)?.[1]
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function article(type: string): string {
  return type === 'string' ? 'text' : type === 'array' ? 'a list' : type === 'object' ? 'a map' : `a ${type}`
}

function kindOf(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list'
  if (node.value === null) return 'empty'
  return typeof node.value === 'string' ? 'text' : `the ${typeof node.value} \`${node.text}\``
}

function shown(node: Node): string {
  return node.kind === 'scalar' ? node.text : kindOf(node)
}

function stepsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value at the end of the steps, or the last one on the way that exists. */
export function nodeAt(root: Node, steps: readonly string[]): Node {
  let node = root
  for (const step of steps) {
    const next =
      node.kind === 'map'
        ? node.entries.get(step)?.value
        : node.kind === 'list'
          ? node.items[Number(step)]
          : undefined
    if (next === undefined) return node
    node = next
  }
  return node
}

/** Where a key stands; the map itself where it has none of that name. */
export function keyAt(node: Node, key: string): Origin {
  return node.kind === 'map' ? (node.entries.get(key)?.key ?? node) : node
}
