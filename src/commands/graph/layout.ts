import { cyclicReferences } from '../../link/graph/cycles.ts'
import { danglingReferences } from '../../link/graph/unresolved.ts'
import type { Cluster } from '../../model/fleet.ts'
import type { GraphNode, Reference } from '../../model/graph.ts'
import { objectKey } from '../../model/resource.ts'

/** A cluster's graph, sorted for drawing. */
export interface Layout {
  /** What something outside the repository applies: Kustomizations first, then what is not shown below them. */
  readonly roots: readonly GraphNode[]
  /** What an object applies, itself left out. */
  readonly children: (node: GraphNode) => readonly GraphNode[]
  /** The references that stand in an object, in the order of its file. */
  readonly references: (node: GraphNode) => readonly Reference[]
  readonly isCyclic: (reference: Reference) => boolean
  readonly isMissing: (reference: Reference) => boolean
}

export function layoutOf(cluster: Cluster): Layout {
  const { nodes, references } = cluster.graph
  const children = new Map<string, GraphNode[]>()
  const own = new Map<string, Reference[]>()
  const applied = new Set<string>()
  for (const reference of references) {
    const target = objectKey(reference.target)
    const child = reference.type === 'applies' ? nodes.get(target) : undefined
    if (child === undefined) push(own, reference.from.key, reference)
    else if (target !== reference.from.key) {
      push(children, reference.from.key, child)
      applied.add(target)
    }
  }
  const outside = [...nodes.values()].filter(({ build }) => build === undefined)
  const isTop = ({ resource }: GraphNode): boolean => resource.id.kind === 'Kustomization'
  const cyclic = cyclicReferences(cluster.graph)
  const missing = new Set(danglingReferences(cluster).certain)
  return {
    roots: [...outside.filter(isTop), ...outside.filter(node => !isTop(node) && !applied.has(node.key))],
    children: ({ key }) => children.get(key) ?? [],
    references: ({ key }) => own.get(key) ?? [],
    isCyclic: reference => cyclic.has(reference),
    isMissing: reference => missing.has(reference),
  }
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [value])
  else known.push(value)
}
