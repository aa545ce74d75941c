import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { EdgeType, Reference, Target } from '../../model/graph.ts'
import { objectKey } from '../../model/resource.ts'
import { type Layout, layoutOf } from './layout.ts'

const ARROW = {
  applies: '-->',
  dependsOn: '-.->',
  sourceRef: '--o',
  chartRef: '--o',
  'waits-for': '==>',
} as const satisfies Record<EdgeType, string>

const CYCLE_STYLE = 'stroke:#d00000,color:#d00000,stroke-width:3px'

/** The fleet as a Mermaid flowchart: one subgraph a cluster, one arrow style a type, cycles in red. */
export function mermaidOf({ clusters }: Pick<Fleet, 'clusters'>): string {
  const links: Link[] = []
  const lines = ['flowchart LR']
  for (const [index, cluster] of clusters.entries()) {
    const drawing = drawingOf(cluster, `c${String(index)}`)
    lines.push(...drawing.lines)
    links.push(...drawing.links)
  }
  for (const { from, to, type, label } of links) lines.push(`  ${from} ${ARROW[type]}|"${label}"| ${to}`)
  const red = links.flatMap(({ isCyclic }, index) => (isCyclic ? [String(index)] : []))
  if (red.length > 0) lines.push(`  linkStyle ${red.join(',')} ${CYCLE_STYLE}`)
  if (links.some(({ isMissing }) => isMissing))
    lines.push('  classDef missing stroke-dasharray:4,color:#d00000')
  return `${lines.join('\n')}\n`
}

interface Link {
  readonly from: string
  readonly to: string
  readonly type: EdgeType
  readonly label: string
  readonly isCyclic: boolean
  readonly isMissing: boolean
}

interface Drawing {
  readonly lines: readonly string[]
  readonly links: readonly Link[]
}

function drawingOf(cluster: Cluster, id: string): Drawing {
  const layout = layoutOf(cluster)
  const names = new Map<string, string>()
  const lines: string[] = [`  subgraph ${id}["${escapeLabel(cluster.path === '' ? '.' : cluster.path)}"]`]
  const draw = (target: Target, suffix = ''): string => {
    const key = objectKey(target)
    const known = names.get(key)
    if (known !== undefined) return known
    const name = `${id}n${String(names.size)}`
    names.set(key, name)
    lines.push(`    ${name}${shaped(target)}${suffix}`)
    return name
  }
  for (const { resource } of cluster.graph.nodes.values()) draw(resource.id)
  const links = edgesOf(cluster, layout).map(({ reference, label }) => ({
    from: draw(reference.from.resource.id),
    to: draw(reference.target, layout.isMissing(reference) ? ':::missing' : ''),
    type: reference.type,
    label,
    isCyclic: layout.isCyclic(reference),
    isMissing: layout.isMissing(reference),
  }))
  return { lines: [...lines, '  end'], links }
}

interface Edge {
  readonly reference: Reference
  readonly label: string
}

/** What a parent both applies and waits for is one arrow, unless only one of the two is part of a cycle. */
function edgesOf({ graph }: Cluster, { isCyclic }: Layout): readonly Edge[] {
  const applied = new Map<string, Reference>()
  const joined = new Set<Reference>()
  for (const reference of graph.references) {
    if (reference.type === 'applies') applied.set(edgeKey(reference), reference)
    const application = reference.type === 'waits-for' ? applied.get(edgeKey(reference)) : undefined
    if (application === undefined || isCyclic(application) !== isCyclic(reference)) continue
    joined.add(application).add(reference)
  }
  return graph.references.flatMap(reference => {
    const isOwn = reference.from.key === objectKey(reference.target) && reference.type === 'applies'
    const isJoined = joined.has(reference)
    if (isOwn || (isJoined && reference.type === 'applies')) return []
    return [{ reference, label: isJoined ? 'applies, waits-for' : reference.type }]
  })
}

function edgeKey({ from, target }: Reference): string {
  return `${from.key} ${objectKey(target)}`
}

function shaped({ kind, namespace, name }: Target): string {
  const label = `"${escapeLabel(kind)}<br/>${escapeLabel(namespace === '' ? name : `${namespace}/${name}`)}"`
  if (kind === 'HelmRelease') return `(${label})`
  return /Repository$|^Bucket$|Artifact$|^HelmChart$/.test(kind) ? `[(${label})]` : `[${label}]`
}

/** Inside quotes Mermaid reads entities, written with `#`: https://mermaid.js.org/syntax/flowchart.html */
function escapeLabel(text: string): string {
  return text.replace(/[^\w ./:@-]/gu, character => `#${String(character.codePointAt(0) ?? 0)};`)
}
