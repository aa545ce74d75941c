import type { Delivered } from '../../model/fleet.ts'
import type { Graph, GraphNode, Reference, Target } from '../../model/graph.ts'
import { objectKey } from '../../model/resource.ts'
import { nameOrigin } from '../../render/flux/spec.ts'
import { isForAnotherCluster } from './flux-object.ts'

/** That the owner of a build applies one of its objects. */
export function applicationOf({ resource, build }: Delivered, nodes: Graph['nodes']): Reference | undefined {
  if (build.owner === undefined) return undefined
  const key = objectKey(build.owner.id)
  const from: GraphNode = nodes.get(key) ?? { key, resource: build.owner, build: build.parent }
  return { type: 'applies', from, target: resource.id, at: nameOrigin(resource) }
}

/**
 * Health checks may name any object (spec/flux.md 3.4). To those of what is no node of the graph, a Deployment say, it
 * adds who applies it, where that is one only.
 */
export function withApplications(
  references: readonly Reference[],
  objects: readonly Delivered[],
  nodes: Graph['nodes'],
): readonly Reference[] {
  const isChecked = ({ type, target }: Reference): boolean =>
    type === 'waits-for' && !nodes.has(objectKey(target))
  const wanted = new Set(references.filter(isChecked).map(({ target }) => objectKey(target)))
  if (wanted.size === 0) return references
  const appliers = appliersOf(wanted, objects)
  const applicationFor = (target: Target): Reference | undefined => {
    const [applier, ...others] = appliers.get(objectKey(target)) ?? []
    return applier === undefined || others.length > 0 ? undefined : applicationOf(applier, nodes)
  }
  return references.map(reference => {
    const application = isChecked(reference) ? applicationFor(reference.target) : undefined
    return application === undefined ? reference : { ...reference, application }
  })
}

function appliersOf(
  wanted: ReadonlySet<string>,
  objects: readonly Delivered[],
): ReadonlyMap<string, readonly Delivered[]> {
  const found = new Map<string, Delivered[]>()
  for (const delivered of objects) {
    const key = objectKey(delivered.resource.id)
    if (!wanted.has(key) || isForAnotherCluster(delivered.build)) continue
    found.set(key, [...(found.get(key) ?? []), delivered])
  }
  return found
}
