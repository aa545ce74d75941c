/** The text of a schema: a line for each value at the top, and what is said more than once as a definition. */
export function schemaText(schema, title) {
  const definitions = new Map()
  const shared = sharedParts(schema)
  const { properties, ...rest } = shared(schema, definitions)
  const head = { $schema: 'http://json-schema.org/draft-07/schema#', title, ...rest }
  const parts = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
  parts.push(`"properties":${lines(Object.entries(properties))}`)
  if (definitions.size > 0) parts.push(`"definitions":${lines(definitions)}`)
  return `{${parts.join(',\n')}}\n`
}

function lines(entries) {
  const rows = [...entries].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
  return `{\n${rows.join(',\n')}\n}`
}

/** Shorter than a reference with its definition. */
const SMALL = 40

function sharedParts(schema) {
  const counts = new Map()
  const count = part => {
    const text = JSON.stringify(part)
    counts.set(text, (counts.get(text) ?? 0) + 1)
    if (counts.get(text) === 1) for (const child of children(part)) count(child)
  }
  count(schema)
  const names = new Map()
  const replaced = (part, definitions) => {
    const text = JSON.stringify(part)
    if (counts.get(text) < 2 || text.length < SMALL) return withChildren(part, definitions)
    if (!names.has(text)) {
      const name = String(names.size + 1)
      names.set(text, name)
      definitions.set(name, withChildren(part, definitions))
    }
    return { $ref: `#/definitions/${names.get(text)}` }
  }
  const withChildren = (part, definitions) => {
    if (typeof part !== 'object') return part
    const copy = { ...part }
    if (part.properties !== undefined) {
      const entries = Object.entries(part.properties)
      copy.properties = Object.fromEntries(entries.map(([key, child]) => [key, replaced(child, definitions)]))
    }
    for (const key of SINGLE) if (isPart(part[key])) copy[key] = replaced(part[key], definitions)
    return copy
  }
  return withChildren
}

/** Keywords of one schema each. `if` tells of single values. */
const SINGLE = ['items', 'additionalProperties', 'then', 'else']

function isPart(value) {
  return value !== undefined && value !== false
}

function children(part) {
  if (typeof part !== 'object') return []
  return [...Object.values(part.properties ?? {}), ...SINGLE.map(key => part[key]).filter(isPart)]
}
