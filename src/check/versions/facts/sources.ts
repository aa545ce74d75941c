import { mapAt, scalarAt } from '../../../lib/node.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import { nameOrigin, SOURCE_GROUP, sourceReference, specOf } from '../../../render/flux/spec.ts'
import type { Fact, Pin } from './fact.ts'

/** What a Git source follows: a commit or tag is a version, a branch is none. The fleet's own source is left out. */
export const sources: Fact = {
  id: 'sources',
  *find(cluster) {
    const own = ownSource(cluster)
    for (const delivered of cluster.objects) {
      const { id } = delivered.resource
      if (id.group !== SOURCE_GROUP || id.kind !== 'GitRepository') continue
      if (`${id.namespace}/${id.name}` !== own) yield pinOf(delivered)
    }
  },
}

function ownSource({ builds }: Cluster): string | undefined {
  const owner = builds[0]?.owner
  const target = owner === undefined ? undefined : sourceReference(owner)?.target
  return target === undefined ? undefined : `${target.namespace}/${target.name}`
}

function pinOf(delivered: Delivered): Pin {
  const { resource } = delivered
  const ref = mapAt(specOf(resource), 'ref')
  const field = FIELDS.find(name => scalarAt(ref, name) !== undefined)
  const version = field === undefined ? undefined : scalarAt(ref, field)
  const isTag = field === 'tag' || (field === 'name' && version?.text.startsWith('refs/tags/') === true)
  return {
    component: resource.id.name,
    version: version?.text ?? '',
    at: version ?? nameOrigin(resource),
    delivered,
    ...(isTag ? { means: 'one-thing' } : {}),
  }
}

/** By precedence (spec/flux.md 6.1); a name is a full reference, such as `refs/tags/v1.0.0`. */
const FIELDS = ['commit', 'name', 'semver', 'tag', 'branch'] as const
