import type { Delivered } from '../model/fleet.ts'
import type { Graph, GraphNode, Reference } from '../model/graph.ts'
import { objectKey } from '../model/resource.ts'
import { isSwitched } from '../render/flux/metadata.ts'
import { applicationOf, withApplications } from './graph/applications.ts'
import { additiveGroups } from './graph/feature-gates.ts'
import { isFluxObject, isForAnotherCluster } from './graph/flux-object.ts'
import { referencesOf } from './graph/references.ts'
import { stepReferences, waitOrigin } from './graph/steps.ts'

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
  const additive = additiveGroups(objects, roots)
  const references: Reference[] = []
  for (const root of roots) if (!deliveredKeys.has(root.key)) references.push(...referencesOf(root, additive))
  for (const node of delivered)
    references.push(...referencesOf(node, additive), ...parentReferences(node, nodes))
  references.push(...stepReferences(delivered))
  return { nodes, references: withApplications(references, objects, nodes) }
}

/** That the parent applies the object, and waits for it where it waits for all that it applies. */
function* parentReferences(child: GraphNode, nodes: Graph['nodes']): Generator<Reference> {
  const { resource, build } = child
  const application = build === undefined ? undefined : applicationOf({ resource, build }, nodes)
  if (application === undefined) return
  yield application
  const { from, target } = application
  const at = waitOrigin(from, child)
  // A Kustomization never waits for itself, even where it delivers its own object; nor for what it does not apply.
  if (at === undefined || from.key === child.key || isSwitched(resource, 'ssa', 'Ignore')) return
  yield { type: 'waits-for', from, target, at }
}
