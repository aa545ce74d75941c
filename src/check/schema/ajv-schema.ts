import type { SchemaObject as AjvSchema } from 'ajv'
import type { KindSchema } from './catalogue.ts'
import { type Bounds, definitionId, type Schema, type SchemaObject, typeOf } from './schema.ts'

/**
 * One object with fields, compiled on its own when the first such object is met: a fleet uses a small part of what a
 * Pod or a HelmRelease may hold, and compiling is what costs.
 */
export interface Unit {
  readonly schema: SchemaObject
  readonly kind: KindSchema
  /** Whether it is an object of Kubernetes, with `apiVersion`, `kind` and `metadata`. */
  readonly isRoot: boolean
}

/** Gives a unit its number, by which the keyword `unit` finds it. */
export type NumberOf = (unit: Unit) => number

/** Writes a unit as JSON Schema for Ajv, with references to the units below it. */
export function ajvSchema(
  { schema, kind, isRoot }: Unit,
  metadata: KindSchema,
  numberOf: NumberOf,
): AjvSchema {
  const writer = new Writer(kind, metadata, numberOf)
  return writer.fields(schema, isRoot)
}

const INT32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 } as const

/** Kubernetes' own expression for quantities, which its decoder applies. */
const QUANTITY = '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'

const SCALARS: Readonly<Record<string, readonly string[]>> = {
  'int-or-string': ['integer', 'string'],
  quantity: ['number', 'string'],
}

class Writer {
  private readonly kind: KindSchema
  private readonly metadata: KindSchema
  private readonly numberOf: NumberOf

  constructor(kind: KindSchema, metadata: KindSchema, numberOf: NumberOf) {
    this.kind = kind
    this.metadata = metadata
    this.numberOf = numberOf
  }

  fields(schema: SchemaObject, isRoot: boolean): AjvSchema {
    const { properties = {}, required = [], additionalProperties, preserveUnknownFields } = schema
    const written: Record<string, AjvSchema> = isRoot ? this.envelope(properties['metadata']) : {}
    for (const [name, child] of Object.entries(properties)) {
      if (!isRoot || name !== 'metadata') written[name] = this.value(child)
    }
    const isOpen = preserveUnknownFields === true || schema.properties === undefined
    return {
      ...this.limits(schema),
      type: this.types('object', schema),
      properties: written,
      required: required.filter(name => !hasDefault(this.resolved(properties[name]))),
      additionalProperties: additionalProperties === undefined ? isOpen : this.value(additionalProperties),
    }
  }

  private envelope(limits: Schema | undefined): Record<string, AjvSchema> {
    const { schema } = this.metadata
    const id = definitionId(schema)
    const meta = id === undefined ? schema : this.metadata.definitions.get(id)
    const unit =
      typeof meta === 'object' ? this.unit({ schema: meta, kind: this.metadata, isRoot: false }) : {}
    return {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: limits === undefined ? unit : { ...unit, allOf: [this.constraint(limits)] },
    }
  }

  private unit(unit: Unit): AjvSchema {
    return { unit: this.numberOf(unit) }
  }

  private value(given: Schema | undefined): AjvSchema {
    const schema = this.resolved(given)
    if (typeof schema === 'string') return this.scalar(schema)
    const isRoot = schema.embeddedResource === true
    if (isRoot || schema.properties !== undefined) return this.unit({ schema, kind: this.kind, isRoot })
    const type = typeOf(schema)
    return {
      ...(type === undefined ? {} : this.scalar(withFormat(type, schema.format))),
      ...this.limits(schema),
      ...(type === undefined ? {} : { type: this.types(type, schema) }),
      ...(schema.items === undefined ? {} : { items: this.value(schema.items) }),
      ...(schema.additionalProperties === undefined
        ? {}
        : { additionalProperties: this.value(schema.additionalProperties) }),
    }
  }

  private scalar(text: string): AjvSchema {
    const [type = '', format] = text.split('/')
    if (type === 'any') return {}
    const isInt32 = format === 'int32' || (type === 'int-or-string' && this.kind.isNative)
    return {
      type: this.types(type, {}),
      ...(isInt32 ? INT32 : {}),
      ...(type === 'quantity' ? { pattern: QUANTITY } : {}),
    }
  }

  /** `null` is pruned where a default takes its place. */
  private types(type: string, schema: SchemaObject): readonly string[] {
    const types = SCALARS[type] ?? [type]
    return this.kind.isNative || schema.nullable === true || hasDefault(schema) ? [...types, 'null'] : types
  }

  private limits(schema: SchemaObject): AjvSchema {
    const { enum: values, pattern, allOf, anyOf, oneOf, not } = schema
    const takesNull = this.types('any', schema).includes('null')
    return {
      ...bounds(schema),
      ...(values === undefined ? {} : { enum: takesNull ? [...values, null] : values }),
      ...(pattern === undefined ? {} : { pattern }),
      ...(allOf === undefined ? {} : { allOf: this.constraints(allOf) }),
      ...(anyOf === undefined ? {} : { anyOf: this.constraints(anyOf) }),
      ...(oneOf === undefined ? {} : { oneOf: this.constraints(oneOf) }),
      ...(not === undefined ? {} : { not: this.constraint(not) }),
    }
  }

  private constraints(schemas: readonly Schema[]): readonly AjvSchema[] {
    return schemas.map(schema => this.constraint(schema))
  }

  /** What limits values and declares no fields. */
  private constraint(given: Schema): AjvSchema {
    const schema = this.resolved(given)
    if (typeof schema === 'string') return this.scalar(schema)
    const { type, properties, required, items, additionalProperties } = schema
    return {
      ...(type === undefined ? {} : this.scalar(withFormat(type, schema.format))),
      ...this.limits(schema),
      ...(properties === undefined
        ? {}
        : {
            properties: Object.fromEntries(
              Object.entries(properties).map(([name, child]) => [name, this.constraint(child)]),
            ),
          }),
      ...(required === undefined ? {} : { required }),
      ...(items === undefined ? {} : { items: this.constraint(items) }),
      ...(additionalProperties === undefined
        ? {}
        : { additionalProperties: this.constraint(additionalProperties) }),
    }
  }

  private resolved(schema: Schema | undefined): Schema {
    const id = schema === undefined ? undefined : definitionId(schema)
    return (id === undefined ? schema : this.kind.definitions.get(id)) ?? 'any'
  }
}

function hasDefault(schema: Schema): boolean {
  return typeof schema !== 'string' && schema.default !== undefined
}

function withFormat(type: string, format: string | undefined): string {
  return format === undefined ? type : `${type}/${format}`
}

const BOUNDS = [
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
] as const satisfies readonly (keyof Bounds)[]

/** OpenAPI writes an exclusive bound as a flag beside the bound, JSON Schema as the bound itself. */
function bounds(schema: SchemaObject): AjvSchema {
  const written: AjvSchema = {}
  for (const name of BOUNDS) if (schema[name] !== undefined) written[name] = schema[name]
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  if (minimum !== undefined) written[exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum'] = minimum
  if (maximum !== undefined) written[exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum'] = maximum
  return written
}
