import type { RuleSummary } from '../../model/report.ts'

export type SchemaRuleId =
  | 'schema/combination'
  | 'schema/missing-field'
  | 'schema/out-of-range'
  | 'schema/pattern'
  | 'schema/unknown-field'
  | 'schema/unknown-value'
  | 'schema/wrong-type'

export interface SchemaRule extends RuleSummary {
  readonly id: SchemaRuleId
}

/** What an object that its schema refuses looks like; sorted by id. */
export const schemaRules: readonly SchemaRule[] = [
  {
    id: 'schema/combination',
    severity: 'error',
    summary: 'The fields of an object go together as its schema allows.',
    why: 'The API server refuses the whole object, and Flux stops applying everything that comes with it.',
    fix: 'Keep the fields of one of the forms that the schema allows, and remove those of the others.',
  },
  {
    id: 'schema/missing-field',
    severity: 'error',
    summary: 'Every field that a kind requires is there.',
    why: 'The API server refuses an object without a required field, and Flux stops applying everything that comes with it.',
    fix: 'Add the field.',
  },
  {
    id: 'schema/out-of-range',
    severity: 'error',
    summary: 'Numbers, lengths and counts stay within the bounds of their fields.',
    why: 'The API server refuses an object with a value out of bounds, and Flux stops applying everything that comes with it.',
    fix: 'Choose a value within the bounds.',
  },
  {
    id: 'schema/pattern',
    severity: 'error',
    summary: 'Texts have the form that their fields ask for.',
    why: 'The API server refuses an object with a text of another form, and Flux stops applying everything that comes with it.',
    fix: 'Write the value in the form of the pattern.',
  },
  {
    id: 'schema/unknown-field',
    severity: 'error',
    summary: 'Every field is one that the kind has.',
    why: 'Flux applies objects on the server side, which refuses an object with a field that its schema does not have.',
    fix: 'Correct the name of the field, move it to where it belongs, or remove it.',
  },
  {
    id: 'schema/unknown-value',
    severity: 'error',
    summary: 'Fields with a fixed list of values have one of them.',
    why: 'The API server refuses an object with any other value, and Flux stops applying everything that comes with it.',
    fix: 'Use one of the values of the list.',
  },
  {
    id: 'schema/wrong-type',
    severity: 'error',
    summary: 'Every value has the type of its field.',
    why: 'The API server refuses a value of another type, and Flux stops applying everything that comes with it.',
    fix: 'Write the value in the type that the field has.',
  },
]
