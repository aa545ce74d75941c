import { isFluxKustomization } from '../../render/flux/spec.ts'
import type { Picture, PictureEdge, PictureNode } from './picture.ts'

/** Who stands below whom in a drawing of a cluster. */
export interface Layout {
  /** What something outside the repository applies: Kustomizations first, then what is not shown below them. */
  readonly roots: readonly PictureNode[]
  /** What an object applies, itself left out. */
  readonly children: (node: PictureNode) => readonly PictureNode[]
  /** What an object says about others, in the order of its file. */
  readonly references: (node: PictureNode) => readonly PictureEdge[]
}

export function layoutOf({ cluster, nodes, edges }: Picture): Layout {
  const children = new Map<PictureNode, PictureNode[]>()
  const own = new Map<PictureNode, PictureEdge[]>()
  const applied = new Set<PictureNode>()
  for (const edge of edges) {
    if (edge.reference.type !== 'applies') push(own, edge.from, edge)
    else if (edge.from !== edge.to) {
      push(children, edge.from, edge.to)
      applied.add(edge.to)
    }
  }
  const outside = [...nodes.values()].filter(({ key }) => {
    const node = cluster.graph.nodes.get(key)
    return node !== undefined && node.build === undefined
  })
  const isTop = ({ target }: PictureNode): boolean => isFluxKustomization(target)
  return {
    roots: [...outside.filter(isTop), ...outside.filter(node => !isTop(node) && !applied.has(node))],
    children: node => children.get(node) ?? [],
    references: node => own.get(node) ?? [],
  }
}

function push<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [value])
  else known.push(value)
}
