import { isMap } from './maps.mjs'

/** A chart's own schema with what its references mean in their places; one that leads into itself says nothing. */
export function withoutReferences(schema) {
  return expanded(schema, schema, [])
}

function expanded(part, root, open) {
  if (Array.isArray(part)) return part.map(item => expanded(item, root, open))
  if (!isMap(part)) return part
  const { $ref, ...rest } = part
  if (typeof $ref !== 'string') return mapped(rest, root, open)
  const target =
    $ref.startsWith('#/') && !open.includes($ref) ? at(root, $ref.slice(2).split('/')) : undefined
  return { ...expanded(target ?? {}, root, [...open, $ref]), ...mapped(rest, root, open) }
}

function mapped(part, root, open) {
  const entries = Object.entries(part).filter(([key]) => key !== '$defs' && key !== 'definitions')
  return Object.fromEntries(entries.map(([key, child]) => [key, expanded(child, root, open)]))
}

function at(root, [key, ...rest]) {
  if (key === undefined || root === undefined) return root
  return at(root[key.replaceAll('~1', '/').replaceAll('~0', '~')], rest)
}
