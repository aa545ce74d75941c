import { isNull } from '../../lib/node.ts'
import type { Mapping, Node } from '../../model/node.ts'
import { isUnknown } from './place.ts'
import { type ChartSchema, type Condition, resolved, type ValueSchema } from './values-schema.ts'

export interface Choice {
  readonly schema: ValueSchema
  /** Why it is this one, as messages say it: `where \`type\` is \`nfs\``; empty where it does not depend. */
  readonly because: string
}

/** What a value is to be held against; undefined where that depends on what nobody knows. */
export function chosen(given: ValueSchema, node: Node, of: ChartSchema): Choice | undefined {
  let schema = resolved(given, of)
  let because = ''
  while (schema !== true && schema.if !== undefined && node.kind === 'map') {
    const holds = isMet(schema.if, node)
    if (holds === undefined) return undefined
    because = holds ? reason(schema.if) : ''
    schema = resolved((holds ? schema.then : schema.else) ?? true, of)
  }
  return { schema, because }
}

/** Undefined where a value that it asks for is not known. */
function isMet({ properties = {}, required = [] }: Condition, { entries }: Mapping): boolean | undefined {
  for (const [name, { const: wanted }] of Object.entries(properties)) {
    const is = isText(entries.get(name)?.value, wanted)
    if (is !== true) return is
  }
  const values = required.map(name => entries.get(name)?.value)
  if (values.includes(undefined)) return false
  return values.some(isNull) ? undefined : true
}

function isText(value: Node | undefined, wanted: string): boolean | undefined {
  if (value === undefined) return true
  if (isNull(value) || isUnknown(value)) return undefined
  return value.kind === 'scalar' && value.value === wanted
}

function reason({ properties = {}, required = [] }: Condition): string {
  const [fixed] = Object.entries(properties)
  if (fixed !== undefined) return ` where \`${fixed[0]}\` is \`${fixed[1].const}\``
  return required[0] === undefined ? '' : ` beside \`${required[0]}\``
}
