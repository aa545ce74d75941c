// Prints src/render/kustomize/patch/built-in-types.ts from the OpenAPI definitions of Kubernetes v1.21.2, the version
// that kustomize 5.8.1 is built with: api/openapi-spec/swagger.json of its repository.
//
//   node tools/merge-schema.mjs swagger.json > src/render/kustomize/patch/built-in-types.ts
import { readFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'

const { definitions } = JSON.parse(readFileSync(argv[2], 'utf8'))

/** The keys by which a list's items are merged, `[]` for a set of scalars; undefined where a patch replaces it. */
function mergeKeys(field) {
  const strategies = (field['x-kubernetes-patch-strategy'] ?? '').split(',')
  if (field.type !== 'array' || !strategies.includes('merge')) return undefined
  const key = field['x-kubernetes-patch-merge-key']
  return field['x-kubernetes-list-map-keys'] ?? (key === undefined ? [] : [key])
}

function referred(schema) {
  return schema?.$ref?.replace('#/definitions/', '')
}

/** What a field leads to: a definition, and merge keys where it is a keyed list. */
function lead(field) {
  const keys = mergeKeys(field)
  return { keys, type: keys === undefined ? referred(field) : referred(field.items) }
}

const leads = new Map(
  Object.entries(definitions).map(([name, { properties = {} }]) => [
    name,
    Object.entries(properties).map(([field, schema]) => [field, lead(schema)]),
  ]),
)

/** Definitions below which some list has merge keys. */
const useful = new Set()
for (let before = -1; before < useful.size;) {
  before = useful.size
  for (const [name, fields] of leads) {
    if (fields.some(([, { keys, type }]) => keys !== undefined || useful.has(type))) useful.add(name)
  }
}

const fieldsOf = name =>
  leads.get(name).filter(([, { keys, type }]) => keys !== undefined || useful.has(type))

/** Everything below a definition as one text: definitions with the same text are one type. */
function shape(name, above = []) {
  if (!useful.has(name)) return ''
  if (above.includes(name)) return `^${above.indexOf(name)}`
  const inner = fieldsOf(name).map(
    ([field, { keys, type }]) => `${field}:${keys}>${shape(type, [...above, name])}`,
  )
  return `{${inner.sort().join(' ')}}`
}

const definitionsByShape = new Map()
for (const name of [...useful].sort()) {
  const same = definitionsByShape.get(shape(name))
  if (same === undefined) definitionsByShape.set(shape(name), [name])
  else same.push(name)
}

/** `With…` for a type of one field, which many definitions are; else what its only definition is called. */
function typeName([name]) {
  const fields = fieldsOf(name)
  const [[field]] = fields
  return fields.length > 1 ? name.split('.').at(-1) : `With${field[0].toUpperCase()}${field.slice(1)}`
}

const typeNames = new Map()
const types = new Map()
for (const [, names] of definitionsByShape) {
  const called = typeName(names)
  if (types.has(called)) throw new Error(`two types are called ${called}`)
  types.set(called, names[0])
  for (const name of names) typeNames.set(name, called)
}

function encoded({ keys, type }) {
  const target = typeNames.get(type) ?? ''
  return keys === undefined ? target : `${keys.join(',')}>${target}`
}

const kinds = new Map()
for (const [name, definition] of Object.entries(definitions)) {
  for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? []) {
    const apiVersion = group === '' || group === undefined ? version : `${group}/${version}`
    const type = typeNames.get(name)
    const known = kinds.get(apiVersion) ?? []
    kinds.set(apiVersion, [...known, type === undefined ? kind : `${kind}:${type}`])
  }
}

const short = name => name.replace(/^io\.k8s\./, '')
const quoted = text => (/^\w+$/.test(text) ? text : `'${text}'`)
const byKey = map => [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
const body = name => fieldsOf(name).map(([field, to]) => `${quoted(field)}: '${encoded(to)}'`)

const lines = [
  '// Made by tools/merge-schema.mjs; not to be edited. The facts are those of the OpenAPI definitions of Kubernetes',
  '// v1.21.2 (Apache-2.0), from which kustomize 5.8.1 takes its merge keys.',
  '',
  '/**',
  ' * Types by name: the fields below which a list has merge keys. `Type` is a map of that type, `key,key>Type` a list',
  ' * whose items are merged by these keys, `>` a set of scalars. No other field has merge keys below it.',
  ' */',
  'export const BUILT_IN_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {',
  ...byKey(types).map(([called, name]) => `  ${called}: { ${body(name).join(', ')} },`),
  '}',
  '',
  '/** The kinds of each apiVersion, `Kind:Type`, or `Kind` alone where there are no merge keys. */',
  'export const BUILT_IN_KINDS: Readonly<Record<string, string>> = {',
  ...byKey(kinds).map(([apiVersion, known]) => `  ${quoted(apiVersion)}: '${known.sort().join(' ')}',`),
  '}',
  '',
  '/** The definitions that are of a type, without the `io.k8s.` that all names begin with. */',
  'export const BUILT_IN_DEFINITIONS: Readonly<Record<string, string>> = {',
  ...byKey(types).map(
    ([called, name]) => `  ${called}: '${definitionsByShape.get(shape(name)).map(short).join(' ')}',`,
  ),
  '}',
]
stdout.write(`${lines.join('\n')}\n`)
