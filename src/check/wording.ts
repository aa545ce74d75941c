import type { Node } from '../model/node.ts'

/** What a finding says of a value, and what to do where that is more than the rule says. */
export interface Wording {
  readonly message: string
  readonly fix?: string
}

/** The types of JSON Schema, as a reader calls them. */
export const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
}

const LONGEST = 80

/** The first line, as far as it is worth reading. */
export function shortened(text: string): string {
  const [line = ''] = text.split('\n', 1)
  return line === text && text.length <= LONGEST ? text : `${line.slice(0, LONGEST)}…`
}

/** Whether quotes are all that is missing, or too much, for a value to be of one of these types. */
export function quotesFix(types: readonly string[], node: Node): Pick<Wording, 'fix'> {
  if (node.kind !== 'scalar' || node.value === null) return {}
  if (typeof node.value !== 'string')
    return types.includes('string') ? { fix: 'Put the value in quotes.' } : {}
  const isNumber =
    /^-?\d+(?:\.\d+)?$/.test(node.value) && (types.includes('integer') || types.includes('number'))
  const isFlag = /^(?:true|false)$/.test(node.value) && types.includes('boolean')
  return isNumber || isFlag ? { fix: 'Write the value without quotes.' } : {}
}
