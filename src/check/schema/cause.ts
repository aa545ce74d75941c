import type { ErrorObject } from 'ajv'
import { nearest } from '../../lib/nearest.ts'
import type { SchemaRuleId } from './rules.ts'

/** One thing that is wrong, as far as the schema says it. */
export interface Cause {
  readonly rule: SchemaRuleId
  readonly keyword: string
  /** The way from the object down to the value, or to the map that has or lacks the field. */
  readonly steps: readonly string[]
  /** The field that is unknown or missing. */
  readonly field: string | undefined
  /** The keyword's value: a bound, a pattern, the list of values, the types. */
  readonly limit: unknown
  /** Names of the fields that the map can have. */
  readonly fields: readonly string[]
}

const RULES: Readonly<Record<string, SchemaRuleId>> = {
  additionalProperties: 'schema/unknown-field',
  type: 'schema/wrong-type',
  required: 'schema/missing-field',
  enum: 'schema/unknown-value',
  pattern: 'schema/pattern',
  anyOf: 'schema/combination',
  oneOf: 'schema/combination',
  not: 'schema/combination',
}

/** What Ajv says, without its echoes: the branches that did not match, and what else is wrong with a value of a wrong type. */
export function causesOf(errors: readonly ErrorObject[]): readonly Cause[] {
  const own = errors.filter(({ schemaPath }) => !isInBranch(schemaPath))
  const mistyped = new Set(
    own.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  )
  const causes = own
    .filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath))
    .map(causeOf)
  return withoutMisspelt(unique(causes))
}

function causeOf({ keyword, instancePath, params, schema, parentSchema }: ErrorObject): Cause {
  const values: Readonly<Record<string, unknown>> = params
  const field = values['additionalProperty'] ?? values['missingProperty']
  const properties: unknown = parentSchema?.['properties']
  return {
    rule: RULES[keyword] ?? 'schema/out-of-range',
    keyword,
    steps: stepsOf(instancePath),
    field: typeof field === 'string' ? field : undefined,
    limit: schema,
    fields: typeof properties === 'object' && properties !== null ? Object.keys(properties) : [],
  }
}

function stepsOf(path: string): readonly string[] {
  const steps = path.split('/').slice(1)
  return steps.map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

const BRANCHES = new Set(['anyOf', 'oneOf', 'not'])

/** Whether a schema path leads through a branch; a field may be called like a keyword. */
function isInBranch(path: string): boolean {
  const steps = path.split('/').slice(1, -1)
  return steps.some((step, at) => BRANCHES.has(step) && steps[at - 1] !== 'properties')
}

function unique(causes: readonly Cause[]): readonly Cause[] {
  const known = new Map<string, Cause>()
  for (const cause of causes) {
    const key = [cause.keyword, cause.field ?? '', ...cause.steps].join('\0')
    if (!known.has(key)) known.set(key, cause)
  }
  return [...known.values()]
}

/** A required field that is there under a wrong name is one mistake, not two. */
function withoutMisspelt(causes: readonly Cause[]): readonly Cause[] {
  const meant = new Set<string>()
  for (const { rule, steps, field, fields } of causes) {
    const near = rule === 'schema/unknown-field' && field !== undefined ? nearest(field, fields) : undefined
    if (near !== undefined) meant.add([near, ...steps].join('\0'))
  }
  return causes.filter(
    ({ rule, steps, field }) =>
      rule !== 'schema/missing-field' || !meant.has([field ?? '', ...steps].join('\0')),
  )
}
