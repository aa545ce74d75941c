import { mapAt, textAt, toPlain } from '../../../lib/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { nameOrigin, SOURCE_GROUP, specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource, first: Resource): string {
  return `\`${shortId(id)}\` fetches what \`${shortId(first.id)}\` fetches.`
}

export const duplicateSource: ClusterRule = {
  id: 'source/duplicate-source',
  scope: 'cluster',
  severity: 'off',
  summary: 'No two sources of a cluster fetch the same.',
  why: 'Each of them is fetched, unpacked and kept by itself, and the next change of the address is made in one of them.',
  fix: 'Keep one, and refer to it with its namespace; where the cluster blocks that, keep both.',

  *check({ objects }) {
    const known = new Map<string, Resource>()
    for (const { resource, build } of objects) {
      const key = resource.id.group === SOURCE_GROUP ? contentOf(resource) : undefined
      if (key === undefined) continue
      const first = known.get(key)
      if (first === undefined) known.set(key, resource)
      else if (shortId(first.id) !== shortId(resource.id))
        yield {
          at: nameOrigin(resource),
          message: message(resource, first),
          build,
          resource,
          trail: resource.trail,
        }
    }
  },
}

/** Address, state and what is left out of it. */
function contentOf(source: Resource): string | undefined {
  const spec = specOf(source)
  const url = textAt(spec, 'url')
  if (url === undefined) return undefined
  const rest = ['ref', 'layerSelector'].map(field => {
    const value = mapAt(spec, field)
    return value === undefined ? {} : toPlain(value)
  })
  return JSON.stringify([
    source.id.kind,
    url.replace(/(?:\.git)?\/*$/, ''),
    rest,
    textAt(spec, 'ignore') ?? '',
  ])
}
