import { dependencyCycle } from '../../check/rules/graph/dependency-cycle.ts'
import { isTrueAt, textAt } from '../../lib/node.ts'
import type { EdgeType } from '../../model/graph.ts'
import { type Resource, shortId } from '../../model/resource.ts'
import { isFluxKustomization, specOf } from '../../render/flux/spec.ts'
import { printable } from '../../report/printable.ts'
import type { Drawing } from './drawing.ts'
import { type Layout, layoutOf } from './layout.ts'
import { type Picture, type PictureEdge, type PictureNode, titleOf } from './picture.ts'

const LABEL = {
  dependsOn: 'depends on',
  sourceRef: 'source',
  chartRef: 'chart',
  applies: 'applies',
  'waits-for': 'waits for',
} as const satisfies Record<EdgeType, string>

/** Each cluster with what it applies, and what that applies, as text; `⟲` marks what is part of a cycle. */
export function treeOf({ pictures }: Drawing): string {
  return pictures.map(clusterTree).join('\n')
}

function clusterTree(picture: Picture): string {
  const { cluster } = picture
  const layout = layoutOf(picture)
  const lines = [titleOf(cluster)]
  const shown = new Set<PictureNode>()
  for (const [index, root] of layout.roots.entries()) {
    const isLast = index === layout.roots.length - 1
    lines.push(...branch({ node: root, layout, shown }, '', isLast))
  }
  for (const { message } of dependencyCycle.check(cluster)) lines.push(`⟲ ${message}`)
  return `${lines.map(printable).join('\n')}\n`
}

interface Place {
  readonly node: PictureNode
  readonly layout: Layout
  /** What stands further up already. */
  readonly shown: Set<PictureNode>
}

function* branch({ node, layout, shown }: Place, indent: string, isLast: boolean): Generator<string> {
  const below = indent + (isLast ? '   ' : '│  ')
  const isAgain = shown.has(node)
  shown.add(node)
  yield `${indent}${isLast ? '└─' : '├─'} ${headingOf(node)}${isAgain ? ' (see above)' : ''}`
  if (isAgain) return
  const children = layout.children(node)
  for (const detail of detailsOf(node, layout)) yield `${below}${children.length > 0 ? '│' : ' '}  ${detail}`
  for (const [index, child] of children.entries()) {
    yield* branch({ node: child, layout, shown }, below, index === children.length - 1)
  }
}

function headingOf({ target, resource, isSuspended }: PictureNode): string {
  const path = isFluxKustomization(target) ? pathTextOf(resource) : undefined
  return `${shortId(target)}${path === undefined ? '' : `  ${path}`}${isSuspended ? ' (suspended)' : ''}`
}

function pathTextOf(resource: Resource | undefined): string | undefined {
  return resource === undefined ? undefined : textAt(specOf(resource), 'path')
}

/** One line for each type of reference. */
function* detailsOf(node: PictureNode, layout: Layout): Generator<string> {
  const references = layout.references(node)
  const waitsForAll = node.resource !== undefined && isTrueAt(specOf(node.resource), 'wait')
  for (const [type, label] of Object.entries(LABEL)) {
    const found = references.filter(({ reference }) => reference.type === type)
    if (found.length === 0) continue
    yield type === 'waits-for' && waitsForAll
      ? `waits for all it applies${found.some(({ isCyclic }) => isCyclic) ? ' ⟲' : ''}`
      : `${label} ${found.map(targetText).join(', ')}`
  }
}

function targetText({ to, isCyclic }: PictureEdge): string {
  const mark = isCyclic ? ' ⟲' : to.presence === 'missing' ? ' (missing)' : ''
  return `${shortId(to.target)}${mark}`
}
