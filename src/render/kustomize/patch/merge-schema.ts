import { itemsAt, scalarAt, textAt, valueAt, valueIn } from '../../../lib/node.ts'
import type { Mapping, Node } from '../../../model/node.ts'
import { BUILT_IN_KINDS, BUILT_IN_TYPES } from './built-in-types.ts'

/** What a strategic merge must know of a value. */
export interface MergeType {
  /** Undefined for a field that the schema does not know. */
  field(name: string): MergeType | undefined
  /** For a list whose items are merged one by one; absent: a patch replaces the list. */
  readonly list?: MergeList | undefined
}

export interface MergeList {
  /** The fields that tell items apart; none for a set of scalars. */
  readonly keys: readonly string[]
  readonly items: MergeType | undefined
}

/** Where strategic merges take their merge keys from. */
export interface MergeSchema {
  typeOf(apiVersion: string, kind: string): MergeType | undefined
}

/** A value whose schema is known and has no merge keys, at any depth. */
const PLAIN: MergeType = { field: () => PLAIN }

const builtIn = new Map<string, MergeType>()

/** The merge keys of Kubernetes 1.21, which kustomize 5.8.1 is built with. */
export const BUILT_IN_SCHEMA: MergeSchema = {
  typeOf: (apiVersion, kind) => {
    const name = kindsOf(apiVersion).get(kind)
    return name === undefined ? undefined : builtInType(name)
  },
}

const kinds = new Map<string, ReadonlyMap<string, string>>()

function kindsOf(apiVersion: string): ReadonlyMap<string, string> {
  const before = kinds.get(apiVersion)
  if (before !== undefined) return before
  const known = new Map<string, string>()
  const text = Object.hasOwn(BUILT_IN_KINDS, apiVersion) ? BUILT_IN_KINDS[apiVersion] : undefined
  for (const entry of text?.split(' ') ?? []) {
    const [kind = '', type = ''] = entry.split(':')
    known.set(kind, type)
  }
  kinds.set(apiVersion, known)
  return known
}

function builtInType(name: string): MergeType {
  const before = builtIn.get(name)
  if (before !== undefined) return before
  const fields = BUILT_IN_TYPES[name]
  if (fields === undefined) return PLAIN
  const type: MergeType = {
    field: field => {
      const to = Object.hasOwn(fields, field) ? fields[field] : undefined
      return to === undefined ? PLAIN : builtInField(to)
    },
  }
  builtIn.set(name, type)
  return type
}

/** `Type`, or `key,key>Type`. */
function builtInField(text: string): MergeType {
  const before = builtIn.get(text)
  if (before !== undefined) return before
  const arrow = text.indexOf('>')
  if (arrow < 0) return builtInType(text)
  const keys = arrow === 0 ? [] : text.slice(0, arrow).split(',')
  const type = { ...PLAIN, list: { keys, items: builtInType(text.slice(arrow + 1)) } }
  builtIn.set(text, type)
  return type
}

/** The first schema that knows a kind decides. */
export function joinSchemas(schemas: readonly MergeSchema[]): MergeSchema {
  return {
    typeOf: (apiVersion, kind) => {
      for (const schema of schemas) {
        const type = schema.typeOf(apiVersion, kind)
        if (type !== undefined) return type
      }
      return undefined
    },
  }
}

/** The merge keys in an OpenAPI document, as `openapi.path` names one. */
export function openApiSchema(document: Mapping): MergeSchema {
  const types = new Map<string, MergeType>()
  for (const { value } of entriesOf(valueAt(document, 'definitions'))) {
    for (const id of itemsAt(value, 'x-kubernetes-group-version-kind')) {
      const group = textAt(id, 'group') ?? ''
      const version = textAt(id, 'version') ?? ''
      const apiVersion = group === '' ? version : `${group}/${version}`
      types.set(`${apiVersion} ${textAt(id, 'kind') ?? ''}`, openApiType(value, document))
    }
  }
  return { typeOf: (apiVersion, kind) => types.get(`${apiVersion} ${kind}`) }
}

function entriesOf(node: Node | undefined): Iterable<{ value: Node }> {
  return node?.kind === 'map' ? node.entries.values() : []
}

function openApiType(schema: Node, document: Mapping): MergeType {
  return {
    field: name => {
      const field = valueIn(schema, 'properties', name) ?? mapOnly(valueAt(schema, 'additionalProperties'))
      const found = field === undefined ? undefined : resolved(field, document)
      return found === undefined ? undefined : openApiType(found, document)
    },
    list: openApiList(schema, document),
  }
}

function mapOnly(node: Node | undefined): Node | undefined {
  return node?.kind === 'map' ? node : undefined
}

function openApiList(schema: Node, document: Mapping): MergeList | undefined {
  const strategies = textAt(schema, 'x-kubernetes-patch-strategy')?.split(',') ?? []
  if (!strategies.includes('merge')) return undefined
  const listed = itemsAt(schema, 'x-kubernetes-list-map-keys').flatMap(key =>
    key.kind === 'scalar' ? [key.text] : [],
  )
  const key = textAt(schema, 'x-kubernetes-patch-merge-key')
  const keys = listed.length > 0 || key === undefined ? listed : [key]
  const items = textAt(schema, 'type') === 'array' ? valueAt(schema, 'items') : undefined
  const found = items === undefined ? undefined : resolved(items, document)
  return { keys, items: found === undefined ? undefined : openApiType(found, document) }
}

const MAX_REFERENCES = 100

/** Follows `$ref: '#/definitions/…'`; undefined where it leads nowhere. */
function resolved(schema: Node, document: Mapping): Node | undefined {
  let current: Node | undefined = schema
  for (let steps = 0; steps < MAX_REFERENCES; steps++) {
    const reference: string | undefined = textAt(current, '$ref')
    if (reference === undefined) return current
    const keys = reference.replace(/^#\//, '').split('/')
    current = valueIn(document, ...keys.map(key => key.replaceAll('~1', '/').replaceAll('~0', '~')))
  }
  return undefined
}

/** The type of an object, wherever it stands; undefined where `node` is none or the schema does not know it. */
export function typeOfNode(node: Node | undefined, schema: MergeSchema): MergeType | undefined {
  const apiVersion = plainTextAt(node, 'apiVersion')
  const kind = plainTextAt(node, 'kind')
  return apiVersion === '' || kind === '' ? undefined : schema.typeOf(apiVersion, kind)
}

function plainTextAt(node: Node | undefined, key: string): string {
  const value = scalarAt(node, key)
  return value === undefined || value.value === null ? '' : value.text
}
