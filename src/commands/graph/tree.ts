import { dependencyCycle } from '../../check/rules/graph/dependency-cycle.ts'
import { isTrueAt, textAt } from '../../lib/node.ts'
import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { EdgeType, GraphNode, Reference } from '../../model/graph.ts'
import { shortId } from '../../model/resource.ts'
import { isFluxKustomization, specOf } from '../../render/flux/spec.ts'
import { type Layout, layoutOf } from './layout.ts'

const LABEL = {
  dependsOn: 'depends on',
  sourceRef: 'source',
  chartRef: 'chart',
  applies: 'applies',
  'waits-for': 'waits for',
} as const satisfies Record<EdgeType, string>

/** Each cluster with what it applies, and what that applies, as text; `⟲` marks what is part of a cycle. */
export function treeOf({ clusters }: Pick<Fleet, 'clusters'>): string {
  return clusters.map(clusterTree).join('\n')
}

function clusterTree(cluster: Cluster): string {
  const layout = layoutOf(cluster)
  const lines = [cluster.path === '' ? '.' : cluster.path]
  const shown = new Set<string>()
  for (const [index, root] of layout.roots.entries()) {
    const isLast = index === layout.roots.length - 1
    lines.push(...branch({ node: root, layout, shown }, '', isLast))
  }
  for (const { message } of dependencyCycle.check(cluster)) lines.push(`⟲ ${message}`)
  return `${lines.join('\n')}\n`
}

interface Place {
  readonly node: GraphNode
  readonly layout: Layout
  /** Keys of objects that stand further up already. */
  readonly shown: Set<string>
}

function* branch({ node, layout, shown }: Place, indent: string, isLast: boolean): Generator<string> {
  const below = indent + (isLast ? '   ' : '│  ')
  const isAgain = shown.has(node.key)
  shown.add(node.key)
  yield `${indent}${isLast ? '└─' : '├─'} ${titleOf(node)}${isAgain ? ' (see above)' : ''}`
  if (isAgain) return
  const children = layout.children(node)
  for (const detail of detailsOf(node, layout)) yield `${below}${children.length > 0 ? '│' : ' '}  ${detail}`
  for (const [index, child] of children.entries()) {
    yield* branch({ node: child, layout, shown }, below, index === children.length - 1)
  }
}

function titleOf({ resource }: GraphNode): string {
  const path = isFluxKustomization(resource.id) ? textAt(specOf(resource), 'path') : undefined
  return path === undefined ? shortId(resource.id) : `${shortId(resource.id)}  ${path}`
}

/** One line for each type of reference. */
function* detailsOf(node: GraphNode, layout: Layout): Generator<string> {
  const references = layout.references(node)
  const waitsForAll = isTrueAt(specOf(node.resource), 'wait')
  for (const [type, label] of Object.entries(LABEL)) {
    const found = references.filter(reference => reference.type === type)
    if (found.length === 0) continue
    yield type === 'waits-for' && waitsForAll
      ? `waits for all it applies${found.some(layout.isCyclic) ? ' ⟲' : ''}`
      : `${label} ${found.map(reference => targetOf(reference, layout)).join(', ')}`
  }
}

function targetOf(reference: Reference, { isCyclic, isMissing }: Layout): string {
  const mark = isCyclic(reference) ? ' ⟲' : isMissing(reference) ? ' (missing)' : ''
  return `${shortId(reference.target)}${mark}`
}
