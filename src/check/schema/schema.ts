/**
 * A schema in the catalogue's compact form (docs/schemas.md): OpenAPI without prose, in which a schema that says
 * nothing but its type is a text. `string`, `integer/int32` (type and format), `object` (any map), `any`,
 * `int-or-string`, `quantity`, or `#id` for a definition.
 */
export type Schema = string | SchemaObject

export interface SchemaObject extends Bounds {
  /** Left out where `properties`, `additionalProperties` or `items` say it. */
  readonly type?: string
  readonly format?: string
  readonly nullable?: true
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema
  readonly items?: Schema
  readonly preserveUnknownFields?: true
  readonly embeddedResource?: true
  readonly listType?: string
  readonly listMapKeys?: readonly string[]
  readonly mapType?: string
  /** CEL, as `x-kubernetes-validations` has it. */
  readonly validations?: readonly unknown[]
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly not?: Schema
}

export interface Bounds {
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: true
  readonly exclusiveMaximum?: true
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly uniqueItems?: true
}

/** What `#id` stands for, by id. */
export interface Definitions {
  get(id: string): Schema | undefined
}

/** The id of the definition that a schema stands for. */
export function definitionId(schema: Schema): string | undefined {
  return typeof schema === 'string' && schema.startsWith('#') ? schema.slice(1) : undefined
}

/** The type and format of a schema, implied ones too; undefined where every type is taken. */
export function typeOf(schema: Schema): string | undefined {
  if (typeof schema === 'string') return schema === 'any' ? undefined : schema
  if (schema.type !== undefined) return schema.type
  if (schema.properties !== undefined || schema.additionalProperties !== undefined) return 'object'
  return schema.items === undefined ? undefined : 'array'
}
