import type { Ajv, ErrorObject, ValidateFunction } from 'ajv'
import type { Limits } from './values-schema.ts'

/** What tells of the inside of a map or a list. */
const INSIDE: ReadonlySet<string> = new Set([
  'properties',
  'additionalProperties',
  'items',
  'if',
  'then',
  'else',
])

/** What Ajv says of single values. Charts say the same of most of them, and each saying is compiled once. */
export class LimitChecks {
  private readonly ajv: Ajv
  private readonly bySchema = new WeakMap<Limits, ValidateFunction>()
  private readonly byText = new Map<string, ValidateFunction>()

  private constructor(ajv: Ajv) {
    this.ajv = ajv
  }

  /** Ajv takes longer to load than small fleets take: it is loaded where there is something to validate. */
  static async load(): Promise<LimitChecks> {
    const { Ajv } = await import('ajv')
    return new LimitChecks(
      new Ajv({ strict: false, meta: false, validateSchema: false, validateFormats: false, messages: false }),
    )
  }

  /** The first limit that a value breaks; its type before anything else. */
  errorOf(schema: Limits, value: unknown): ErrorObject | undefined {
    if (isOfOnlyType(schema, value)) return undefined
    const validate = this.validator(schema)
    return validate(value) ? undefined : validate.errors?.at(-1)
  }

  private validator(schema: Limits): ValidateFunction {
    const known = this.bySchema.get(schema)
    if (known !== undefined) return known
    const limits = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !INSIDE.has(keyword)))
    const text = JSON.stringify(limits)
    const validate = this.byText.get(text) ?? this.ajv.compile(limits)
    this.byText.set(text, validate)
    this.bySchema.set(schema, validate)
    return validate
  }
}

/** Most schemas tell nothing but the type, and most values are of it: that needs no compiler. */
function isOfOnlyType(schema: Limits, value: unknown): boolean {
  for (const keyword of Object.keys(schema)) if (keyword !== 'type' && !INSIDE.has(keyword)) return false
  const { type } = schema
  return (
    type === undefined ||
    typesOf(value).some(name => (Array.isArray(type) ? type.includes(name) : type === name))
  )
}

function typesOf(value: unknown): readonly string[] {
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number']
  if (typeof value === 'object') return [Array.isArray(value) ? 'array' : 'object']
  return [typeof value]
}
