/**
 * A values schema as `tools/charts` writes it, in JSON Schema's own words: maps, lists, references, and what limits one
 * value. `true` takes anything.
 */
export type ValueSchema = true | SchemaObject

export interface SchemaObject extends Limits {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, ValueSchema>>
  /** `false` where the map takes no other keys, a schema where it takes them all alike. */
  readonly additionalProperties?: false | ValueSchema
  readonly items?: ValueSchema
  /** What a map takes may depend on a value in it; `then` and `else` say all that is in the map. */
  readonly if?: Condition
  readonly then?: ValueSchema
  readonly else?: ValueSchema
}

/** As in JSON Schema it also holds for a key that is absent, unless that is required. */
export interface Condition {
  readonly properties?: Readonly<Record<string, { readonly const: string }>>
  readonly required?: readonly string[]
}

/** What Ajv is asked about a value, leaving out what is inside of it. */
export interface Limits {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Limits[]
  readonly [keyword: string]: unknown
}

export interface ChartSchema {
  readonly root: SchemaObject
  readonly definitions: Readonly<Record<string, ValueSchema>>
}

const REFERENCE = '#/definitions/'

/** What a reference stands for. */
export function resolved(schema: ValueSchema, { definitions }: ChartSchema): ValueSchema {
  if (schema === true || schema.$ref === undefined) return schema
  return definitions[schema.$ref.slice(REFERENCE.length)] ?? true
}
