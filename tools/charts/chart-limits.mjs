import { isMap } from './maps.mjs'

/** What limits a value; titles, descriptions, defaults and examples limit nothing. */
const LIMITS = [
  'type',
  'enum',
  'const',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
]

/**
 * What a chart's own schema says of a value that its defaults leave open; undefined where it says nothing. `null` is
 * left out: it deletes a default and is always allowed.
 */
export function chartLimits(schema) {
  if (!isMap(schema)) return undefined
  const limits = limitsOf(schema)
  const isOpen = limits === true || limits.type === 'null' || Object.keys(limits).length === 0
  return isOpen ? undefined : limits
}

function limitsOf(schema) {
  if (!isMap(schema)) return true
  if (schema.$ref !== undefined) return true
  const given = (schema.anyOf ?? schema.oneOf ?? []).map(limitsOf).filter(branch => branch.type !== 'null')
  const branches = [...new Map(given.map(branch => [JSON.stringify(branch), branch])).values()]
  if (branches.length === 1) return { ...own(schema), ...branches[0] }
  const limits = branches.length > 0 && branches.every(isPlain) ? { anyOf: branches } : {}
  return { ...own(schema), ...limits }
}

/** Generated schemas have a branch for each item of a default list: examples, and no limits. */
function isPlain(branch) {
  return isMap(branch) && branch.properties === undefined && (branch.type ?? branch.enum) !== undefined
}

function own(schema) {
  const limits = {}
  for (const name of LIMITS) if (schema[name] !== undefined) limits[name] = schema[name]
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter(type => type !== 'null')
    limits.type = types.length > 1 ? types : (types[0] ?? 'null')
  }
  if (schema.enum !== undefined) limits.enum = schema.enum.filter(value => value !== null)
  const items = isMap(schema.items) ? limitsOf(schema.items) : true
  if (items !== true && Object.keys(items).length > 0) limits.items = items
  if (schema.additionalProperties === false) limits.additionalProperties = false
  if (isMap(schema.properties)) limits.properties = mapped(schema.properties)
  return limits
}

function mapped(properties) {
  const entries = Object.entries(properties).map(([key, schema]) => [key, limitsOf(schema)])
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
