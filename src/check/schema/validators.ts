import type { Ajv, AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv'
import type { DataValidationCxt } from 'ajv/dist/types/index.js'
import { ajvSchema, type Unit } from './ajv-schema.ts'
import type { KindSchema } from './catalogue.ts'
import { patternTest } from './pattern.ts'
import { definitionId, type SchemaObject } from './schema.ts'

const EVERYTHING: SchemaObject = { preserveUnknownFields: true }

/** Ajv's validators of the kinds that a run meets, each compiled when its first object is met. */
export class Validators {
  private readonly ajv: Ajv
  private readonly metadata: KindSchema
  private readonly units: Unit[] = []
  private readonly numbers = new Map<SchemaObject, Map<string, number>>()
  private readonly compiled = new Map<number, ValidateFunction>()
  private readonly roots = new Map<KindSchema, ValidateFunction>()
  private errors: ErrorObject[] = []

  private constructor(ajv: Ajv, metadata: KindSchema) {
    this.ajv = ajv
    this.metadata = metadata
    const compile = (number: number) => (data: unknown, context?: DataValidationCxt) => {
      this.collect(this.validator(number), data, context)
      return true
    }
    ajv.addKeyword({ keyword: 'unit', schemaType: 'number', compile })
  }

  /** Ajv takes longer to load than small fleets take: it is loaded where there is something to validate. */
  static async load(metadata: KindSchema): Promise<Validators> {
    const { Ajv } = await import('ajv')
    const ajv = new Ajv({
      allErrors: true,
      verbose: true,
      strict: false,
      meta: false,
      validateSchema: false,
      validateFormats: false,
      messages: false,
      ownProperties: true,
      logger: false,
      code: { optimize: false, regExp: patternTest },
    })
    return new Validators(ajv, metadata)
  }

  /** Everything that is wrong with the plain value of an object. */
  errorsOf(kind: KindSchema, value: unknown): readonly ErrorObject[] {
    this.errors = []
    this.collect(this.root(kind), value)
    return this.errors
  }

  private collect(validate: ValidateFunction, ...args: Parameters<ValidateFunction>): void {
    if (validate(...args)) return
    for (const error of validate.errors ?? []) this.errors.push(error)
  }

  private root(kind: KindSchema): ValidateFunction {
    const known = this.roots.get(kind)
    if (known !== undefined) return known
    const id = definitionId(kind.schema)
    const schema = (id === undefined ? kind.schema : kind.definitions.get(id)) ?? 'any'
    const root = this.validator(
      this.numberOf({ schema: typeof schema === 'string' ? EVERYTHING : schema, kind, isRoot: true }),
    )
    this.roots.set(kind, root)
    return root
  }

  private numberOf(unit: Unit): number {
    const key = `${String(unit.isRoot)} ${String(unit.kind.isNative)}`
    const numbers = this.numbers.get(unit.schema) ?? new Map<string, number>()
    this.numbers.set(unit.schema, numbers)
    const known = numbers.get(key)
    if (known !== undefined) return known
    const number = this.units.push(unit) - 1
    numbers.set(key, number)
    return number
  }

  private validator(number: number): ValidateFunction {
    const known = this.compiled.get(number)
    if (known !== undefined) return known
    const unit = this.units[number]
    if (unit === undefined) throw new Error(`there is no unit ${String(number)}`)
    const schema: AnySchemaObject = ajvSchema(unit, this.metadata, below => this.numberOf(below))
    const validate = this.ajv.compile(schema)
    this.compiled.set(number, validate)
    return validate
  }
}
