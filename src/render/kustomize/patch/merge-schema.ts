import { scalarAt } from '../../../lib/node.ts'
import type { Node } from '../../../model/node.ts'
import { BUILT_IN_DEFINITIONS, BUILT_IN_KINDS, BUILT_IN_TYPES } from './built-in-types.ts'

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

const DEFINITIONS = 'io.k8s.'

let definitions: ReadonlyMap<string, string> | undefined

/** The type of a definition of Kubernetes' OpenAPI; undefined where there is none of that name. */
export function builtInDefinition(name: string): MergeType | undefined {
  if (!name.startsWith(DEFINITIONS)) return undefined
  definitions ??= new Map(
    Object.entries(BUILT_IN_DEFINITIONS).flatMap(([type, names]) =>
      names.split(' ').map((short): [string, string] => [`${DEFINITIONS}${short}`, type]),
    ),
  )
  return builtInType(definitions.get(name) ?? '')
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
