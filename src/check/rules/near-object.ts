import { nearest } from '../../lib/nearest.ts'
import type { Graph, GraphNode, Target } from '../../model/graph.ts'
import { shortId } from '../../model/resource.ts'

/** What the author of a reference that leads nowhere probably meant, best guess first. */
export type NearObject =
  | { readonly kind: 'other-namespace'; readonly node: GraphNode }
  | { readonly kind: 'other-kind'; readonly node: GraphNode }
  | { readonly kind: 'near-name'; readonly node: GraphNode }

/** Looks among the objects of `kinds`: the same name elsewhere, then as another kind, then a name like it. */
export function nearObject(
  { nodes }: Graph,
  target: Target,
  kinds: ReadonlySet<string>,
): NearObject | undefined {
  const candidates = [...nodes.values()].filter(({ resource }) => kinds.has(resource.id.kind))
  const named = candidates.filter(({ resource }) => resource.id.name === target.name)
  const elsewhere = named.find(({ resource }) => resource.id.kind === target.kind)
  if (elsewhere !== undefined) return { kind: 'other-namespace', node: elsewhere }
  const [other] = [...named.filter(node => isIn(node, target.namespace)), ...named]
  if (other !== undefined) return { kind: 'other-kind', node: other }
  const alike = candidates.filter(({ resource }) => resource.id.kind === target.kind)
  const beside = alike.filter(node => isIn(node, target.namespace))
  const near = nearestNode(target.name, beside) ?? nearestNode(target.name, alike)
  return near === undefined ? undefined : { kind: 'near-name', node: near }
}

/** What to do where one of these was meant; what is said of another kind, its caller knows. */
export function nearFix(near: NearObject, otherKind: (node: GraphNode) => string): string {
  const { id } = near.node.resource
  switch (near.kind) {
    case 'other-namespace':
      return `Add \`namespace: ${id.namespace}\`: \`${shortId(id)}\` has this name.`
    case 'other-kind':
      return otherKind(near.node)
    case 'near-name':
      return `Write \`${id.name}\` if \`${shortId(id)}\` is meant.`
    default:
      return near satisfies never
  }
}

function nearestNode(name: string, nodes: readonly GraphNode[]): GraphNode | undefined {
  const byName = new Map(nodes.map(node => [node.resource.id.name, node]))
  return byName.get(nearest(name, byName.keys()) ?? '')
}

function isIn({ resource }: GraphNode, namespace: string): boolean {
  return resource.id.namespace === namespace
}
