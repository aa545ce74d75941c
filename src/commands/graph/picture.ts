import { isTrueAt } from '../../lib/node.ts'
import { cyclicReferences } from '../../link/graph/cyclic-references.ts'
import { isForAnotherCluster } from '../../link/graph/flux-object.ts'
import { danglingReferences, type Neighbours } from '../../link/graph/unresolved.ts'
import type { Cluster } from '../../model/fleet.ts'
import type { Reference, Target } from '../../model/graph.ts'
import { objectKey, type Resource } from '../../model/resource.ts'
import { specOf } from '../../render/flux/spec.ts'

/** Whether the repository delivers an object, certainly does not, or somebody else may: a chart, a remote source. */
export type Presence = 'delivered' | 'missing' | 'unseen'

export interface PictureNode {
  /** The same in every format; no two objects of a fleet share it. */
  readonly id: string
  readonly key: string
  readonly target: Target
  readonly presence: Presence
  /** What is delivered under this name. */
  readonly resource: Resource | undefined
  readonly isSuspended: boolean
}

export interface PictureEdge {
  readonly from: PictureNode
  readonly to: PictureNode
  readonly reference: Reference
  readonly isCyclic: boolean
}

/** A cluster's graph, ready to be drawn: whatever an edge leads to is a node. */
export interface Picture {
  readonly cluster: Cluster
  /** By key; the Flux objects first, then what else they name. */
  readonly nodes: ReadonlyMap<string, PictureNode>
  readonly edges: readonly PictureEdge[]
}

export function pictureOf(cluster: Cluster, fleet?: Neighbours): Picture {
  const { graph } = cluster
  const missing = new Set(danglingReferences(cluster, fleet).certain.map(({ target }) => objectKey(target)))
  const resources = resourcesOf(cluster)
  const cyclic = cyclicReferences(graph)
  const nodes = new Map<string, PictureNode>()
  const draw = (target: Target, resource?: Resource): PictureNode => {
    const key = objectKey(target)
    const known = nodes.get(key)
    if (known !== undefined) return known
    const isMissing = resource === undefined && missing.has(key)
    const node = {
      id: `${cluster.name}:${key}`,
      key,
      target,
      presence: resource !== undefined ? 'delivered' : isMissing ? 'missing' : 'unseen',
      resource,
      isSuspended: resource !== undefined && isTrueAt(specOf(resource), 'suspend'),
    } as const satisfies PictureNode
    nodes.set(key, node)
    return node
  }
  for (const { resource } of graph.nodes.values()) draw(resource.id, resource)
  const edges = graph.references.map(reference => ({
    from: draw(reference.from.resource.id, reference.from.resource),
    to: draw(reference.target, resources.get(objectKey(reference.target))),
    reference,
    isCyclic: cyclic.has(reference),
  }))
  return { cluster, nodes, edges }
}

/** The first of each name: what two builds deliver is one object of the cluster. */
function resourcesOf({ objects }: Cluster): ReadonlyMap<string, Resource> {
  const resources = new Map<string, Resource>()
  for (const { resource, build } of objects) {
    if (isForAnotherCluster(build)) continue
    const key = objectKey(resource.id)
    if (!resources.has(key)) resources.set(key, resource)
  }
  return resources
}

/** How a drawing names a cluster. */
export function titleOf({ path }: Cluster): string {
  return path === '' ? '.' : path
}
