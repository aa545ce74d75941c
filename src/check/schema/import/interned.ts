import { createHash } from 'node:crypto'
import { compareText } from '../../../lib/order.ts'
import { definitionId, type Schema, type SchemaObject } from '../schema.ts'

/** A schema that stands in many places, stored once. */
export interface InternedSchema {
  /** Eight hex digits of the SHA-256 of its content: the same in every file and release. */
  readonly id: string
  /** The content, with the ids of its children in their place. */
  readonly text: string
  readonly schema: SchemaObject
  readonly children: readonly string[]
}

/** Takes schemas apart into pieces that know each other by their content, as Git does with trees. */
export class Interned {
  readonly byId: Map<string, InternedSchema> = new Map<string, InternedSchema>()
  private readonly known = new Map<SchemaObject, string>()
  private readonly recursive = new Map<string, string>()

  recursiveIds(): Iterable<string> {
    return this.recursive.values()
  }

  /** The id of a schema that is an object; the text itself for any other. */
  add(schema: Schema, recursive: ReadonlyMap<string, Schema>): Schema {
    const name = definitionId(schema)
    if (name !== undefined) return this.addRecursive(name, recursive)
    return typeof schema === 'string' ? schema : `#${this.addObject(schema, recursive)}`
  }

  private addObject(schema: SchemaObject, recursive: ReadonlyMap<string, Schema>): string {
    const known = this.known.get(schema)
    if (known !== undefined) return known
    const shallow = mapChildren(schema, child => this.add(child, recursive))
    const id = this.store(shallow)
    this.known.set(schema, id)
    return id
  }

  /** Its id cannot hold itself: it is that of the content with the name in place of the id. */
  private addRecursive(name: string, recursive: ReadonlyMap<string, Schema>): Schema {
    const key = `${name} ${canonical(recursive.get(name))}`
    const known = this.recursive.get(key)
    if (known !== undefined) return `#${known}`
    const id = hashed(key)
    this.recursive.set(key, id)
    const schema = recursive.get(name)
    if (schema === undefined || typeof schema === 'string') return 'any'
    this.store(
      mapChildren(schema, child => this.add(child, recursive)),
      id,
    )
    return `#${id}`
  }

  private store(schema: SchemaObject, given?: string): string {
    const text = canonical(schema)
    const id = given ?? hashed(text)
    const found = this.byId.get(id)
    if (found !== undefined && found.text !== text) throw new Error(`two schemas have the id ${id}`)
    if (found === undefined) this.byId.set(id, { id, text, schema, children: [...childIds(schema)] })
    return id
  }
}

/** The schema with each schema below it replaced; one level deep. */
export function mapChildren(schema: SchemaObject, change: (child: Schema) => Schema): SchemaObject {
  const { properties, additionalProperties, items, allOf, anyOf, oneOf, not, ...rest } = schema
  return {
    ...rest,
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, child]) => [name, change(child)]),
          ),
        }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: change(additionalProperties) }),
    ...(items === undefined ? {} : { items: change(items) }),
    ...(allOf === undefined ? {} : { allOf: allOf.map(change) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(change) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(change) }),
    ...(not === undefined ? {} : { not: change(not) }),
  }
}

function childIds(schema: SchemaObject): readonly string[] {
  const ids: string[] = []
  mapChildren(schema, child => {
    const id = definitionId(child)
    if (id !== undefined) ids.push(id)
    return child
  })
  return ids
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => compareText(a, b))
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join(',')}}`
}
