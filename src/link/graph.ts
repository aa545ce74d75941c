import { isTrueAt, scalarAt } from '../lib/node.ts'
import type { Delivered } from '../model/fleet.ts'
import type { Graph, GraphNode, Reference } from '../model/graph.ts'
import { objectKey } from '../model/resource.ts'
import { nameOrigin, specOf } from '../render/flux/spec.ts'
import { isFluxObject, isForAnotherCluster } from './graph/flux-object.ts'
import { referencesOf } from './graph/references.ts'

/**
 * The Flux objects of one cluster and what ties them together (spec/flux.md 3). `roots` are applied by something
 * outside the repository, and keep `build: undefined` when a build delivers them too. What a Kustomization with a
 * `kubeConfig` applies lives in another cluster and is left out.
 */
export function buildGraph(objects: readonly Delivered[], roots: readonly GraphNode[]): Graph {
  const nodes = new Map(roots.map(root => [root.key, root]))
  const delivered: GraphNode[] = []
  for (const { resource, build } of objects) {
    if (!isFluxObject(resource.id) || isForAnotherCluster(build)) continue
    const node = { key: objectKey(resource.id), resource, build }
    delivered.push(node)
    const known = nodes.get(node.key)
    if (known === undefined) nodes.set(node.key, node)
    else if (known.build === undefined) nodes.set(node.key, { ...node, build: undefined })
  }
  const deliveredKeys = new Set(delivered.map(({ key }) => key))
  const references: Reference[] = []
  for (const root of roots) if (!deliveredKeys.has(root.key)) references.push(...referencesOf(root))
  for (const node of delivered) references.push(...referencesOf(node), ...applicationOf(node, nodes))
  return { nodes, references }
}

/** That the parent applies the object, and waits for it where it waits for all that it applies. */
function* applicationOf(child: GraphNode, nodes: Graph['nodes']): Generator<Reference> {
  const owner = child.build?.owner
  if (owner === undefined) return
  const key = objectKey(owner.id)
  const from = nodes.get(key) ?? { key, resource: owner, build: child.build?.parent }
  const target = child.resource.id
  yield { type: 'applies', from, target, at: nameOrigin(child.resource) }
  const spec = specOf(from.resource)
  // A Kustomization never waits for itself, even where it delivers its own object.
  if (from.key === child.key || !isTrueAt(spec, 'wait')) return
  yield { type: 'waits-for', from, target, at: scalarAt(spec, 'wait') ?? nameOrigin(from.resource) }
}
