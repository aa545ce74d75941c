/** The value with every map below it changed, from the inside out. */
function rewritten(value, change) {
  if (Array.isArray(value)) return value.map(item => rewritten(item, change))
  if (typeof value !== 'object' || value === null) return value
  return change(
    Object.fromEntries(Object.entries(value).map(([key, child]) => [key, rewritten(child, change)])),
  )
}

/** The same schema in which a list of values that holds `member` is open. */
export function withoutEnum(schema, member) {
  return rewritten(schema, map => {
    const { enum: values, ...rest } = map
    return Array.isArray(values) && values.includes(member) ? rest : map
  })
}

/** The same schema in which fields of these names are optional. */
export function withOptional(schema, names) {
  return rewritten(schema, map => {
    if (!Array.isArray(map.required)) return map
    const { required, ...rest } = map
    const kept = required.filter(name => !names.includes(name))
    return kept.length === 0 ? rest : { ...rest, required: kept }
  })
}
