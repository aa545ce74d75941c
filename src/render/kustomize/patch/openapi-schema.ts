import { itemsAt, textAt, valueAt, valueIn } from '../../../lib/node.ts'
import type { Mapping, Node } from '../../../model/node.ts'
import {
  BUILT_IN_SCHEMA,
  builtInDefinition,
  type MergeList,
  type MergeSchema,
  type MergeType,
} from './merge-schema.ts'

/** What becomes of the built-in schema beside a document's: of two definitions of one name the first is taken. */
export type BuiltIn = 'absent' | 'first' | 'last'

/** The merge keys in an OpenAPI document, as `openapi.path` names one. */
export function openApiSchema(document: Mapping, builtIn: BuiltIn): MergeSchema {
  const types = new DocumentTypes(document, builtIn)
  const kinds = new Map<string, MergeType>()
  const definitions = valueAt(document, 'definitions')
  for (const { value } of definitions?.kind === 'map' ? definitions.entries.values() : []) {
    for (const id of itemsAt(value, 'x-kubernetes-group-version-kind')) {
      const group = textAt(id, 'group') ?? ''
      const version = textAt(id, 'version') ?? ''
      const apiVersion = group === '' ? version : `${group}/${version}`
      kinds.set(`${apiVersion} ${textAt(id, 'kind') ?? ''}`, types.of(value))
    }
  }
  return {
    typeOf: (apiVersion, kind) =>
      firstOf(builtIn, {
        own: () => kinds.get(`${apiVersion} ${kind}`),
        builtIn: () => BUILT_IN_SCHEMA.typeOf(apiVersion, kind),
      }),
  }
}

interface Sources {
  own(): MergeType | undefined
  builtIn(): MergeType | undefined
}

function firstOf(builtIn: BuiltIn, sources: Sources): MergeType | undefined {
  switch (builtIn) {
    case 'absent':
      return sources.own()
    case 'first':
      return sources.builtIn() ?? sources.own()
    case 'last':
      return sources.own() ?? sources.builtIn()
    default:
      return builtIn satisfies never
  }
}

const MAX_REFERENCES = 100

class DocumentTypes {
  private readonly document: Mapping
  private readonly builtIn: BuiltIn

  constructor(document: Mapping, builtIn: BuiltIn) {
    this.document = document
    this.builtIn = builtIn
  }

  of(schema: Node): MergeType {
    return {
      field: name => {
        const field = valueIn(schema, 'properties', name) ?? mapOnly(valueAt(schema, 'additionalProperties'))
        return this.resolved(field)
      },
      list: this.list(schema),
    }
  }

  private list(schema: Node): MergeList | undefined {
    const strategies = textAt(schema, 'x-kubernetes-patch-strategy')?.split(',') ?? []
    if (!strategies.includes('merge')) return undefined
    const listed = itemsAt(schema, 'x-kubernetes-list-map-keys').flatMap(key =>
      key.kind === 'scalar' ? [key.text] : [],
    )
    const key = textAt(schema, 'x-kubernetes-patch-merge-key')
    const keys = listed.length > 0 || key === undefined ? listed : [key]
    return {
      keys,
      items: textAt(schema, 'type') === 'array' ? this.resolved(valueAt(schema, 'items')) : undefined,
    }
  }

  /** Follows `$ref: '#/definitions/…'`; undefined where it leads nowhere. */
  private resolved(schema: Node | undefined, steps = 0): MergeType | undefined {
    const reference = textAt(schema, '$ref')
    if (schema === undefined || steps > MAX_REFERENCES) return undefined
    if (reference === undefined) return this.of(schema)
    const keys = reference.replace(/^#\//, '').split('/').map(unescaped)
    return firstOf(this.builtIn, {
      own: () => this.resolved(valueIn(this.document, ...keys), steps + 1),
      builtIn: () => (keys[0] === 'definitions' ? builtInDefinition(keys[1] ?? '') : undefined),
    })
  }
}

function mapOnly(node: Node | undefined): Node | undefined {
  return node?.kind === 'map' ? node : undefined
}

function unescaped(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~')
}
