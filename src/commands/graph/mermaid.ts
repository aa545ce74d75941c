import type { EdgeType, Target } from '../../model/graph.ts'
import type { Drawing } from './drawing.ts'
import { type Line, linesOf } from './edges.ts'
import { familyOf } from './family.ts'
import { type Picture, type PictureNode, titleOf } from './picture.ts'

const ARROW = {
  applies: '-->',
  dependsOn: '-.->',
  sourceRef: '--o',
  chartRef: '--o',
  'waits-for': '==>',
} as const satisfies Record<EdgeType, string>

const CYCLE_STYLE = 'stroke:#d00000,color:#d00000,stroke-width:3px'

const CLASSES = {
  missing: 'stroke-dasharray:4,color:#d00000',
  suspended: 'stroke-dasharray:2,color:#808080',
} as const

/** The fleet as a Mermaid flowchart: one subgraph a cluster, one arrow style a type, cycles in red. */
export function mermaidOf({ pictures }: Drawing): string {
  const links: Link[] = []
  const lines = ['flowchart LR']
  for (const [index, picture] of pictures.entries()) {
    const drawing = subgraphOf(picture, `c${String(index)}`)
    lines.push(...drawing.lines)
    links.push(...drawing.links)
  }
  for (const { from, to, line } of links)
    lines.push(`  ${from} ${ARROW[line.reference.type]}|"${line.types.join(', ')}"| ${to}`)
  const red = links.flatMap(({ line: { isCyclic } }, index) => (isCyclic ? [String(index)] : []))
  if (red.length > 0) lines.push(`  linkStyle ${red.join(',')} ${CYCLE_STYLE}`)
  const nodes = pictures.flatMap(picture => [...picture.nodes.values()])
  for (const [name, style] of Object.entries(CLASSES)) {
    if (nodes.some(node => classOf(node) === name)) lines.push(`  classDef ${name} ${style}`)
  }
  return `${lines.join('\n')}\n`
}

interface Link {
  readonly from: string
  readonly to: string
  readonly line: Line
}

interface Subgraph {
  readonly lines: readonly string[]
  readonly links: readonly Link[]
}

function subgraphOf(picture: Picture, id: string): Subgraph {
  const names = new Map<PictureNode, string>()
  const lines = [`  subgraph ${id}["${escapeLabel(titleOf(picture.cluster))}"]`]
  for (const node of picture.nodes.values()) {
    const name = `${id}n${String(names.size)}`
    const suffix = classOf(node)
    names.set(node, name)
    lines.push(`    ${name}${shaped(node.target)}${suffix === undefined ? '' : `:::${suffix}`}`)
  }
  const links = linesOf(picture).map(line => ({
    from: names.get(line.from) ?? id,
    to: names.get(line.to) ?? id,
    line,
  }))
  return { lines: [...lines, '  end'], links }
}

function classOf({ presence, isSuspended }: PictureNode): keyof typeof CLASSES | undefined {
  if (presence === 'missing') return 'missing'
  return isSuspended ? 'suspended' : undefined
}

function shaped(target: Target): string {
  const { kind, namespace, name } = target
  const label = `"${escapeLabel(kind)}<br/>${escapeLabel(namespace === '' ? name : `${namespace}/${name}`)}"`
  const family = familyOf(target)
  if (family === 'release') return `(${label})`
  return family === 'source' ? `[(${label})]` : `[${label}]`
}

/** Inside quotes Mermaid reads entities, written with `#`: https://mermaid.js.org/syntax/flowchart.html */
function escapeLabel(text: string): string {
  return text.replace(/[^\w ./:@-]/gu, character => `#${String(character.codePointAt(0) ?? 0)};`)
}
