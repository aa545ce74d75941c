import type { EdgeType } from '../../model/graph.ts'
import { printable } from '../../report/printable.ts'
import type { Drawing } from './drawing.ts'
import { type Line, linesOf } from './edges.ts'
import { familyOf, type Family } from './family.ts'
import { type Picture, type PictureNode, titleOf } from './picture.ts'

type Attributes = Readonly<Record<string, string>>

const SHAPE = {
  kustomization: { shape: 'box' },
  release: { shape: 'box', style: 'rounded' },
  source: { shape: 'cylinder' },
  operator: { shape: 'component' },
  other: { shape: 'note' },
} as const satisfies Record<Family, Attributes>

const STROKE = {
  dependsOn: { style: 'dashed' },
  sourceRef: { arrowhead: 'odot', style: 'dotted' },
  chartRef: { arrowhead: 'odot', style: 'dotted' },
  applies: { color: '#808080' },
  'waits-for': { style: 'bold' },
} as const satisfies Record<EdgeType, Attributes>

const RED = '#d00000'

/** The fleet in Graphviz' language: one cluster a cluster, cycles and missing objects in red. */
export function dotOf({ pictures }: Drawing): string {
  const lines = [
    'digraph fleet {',
    '  rankdir=LR',
    '  node [fontname="Helvetica" fontsize=10]',
    '  edge [fontname="Helvetica" fontsize=8]',
  ]
  for (const [index, picture] of pictures.entries()) lines.push(...clusterOf(picture, index))
  for (const picture of pictures) for (const line of linesOf(picture)) lines.push(`  ${edgeOf(line)}`)
  return `${[...lines, '}'].join('\n')}\n`
}

function* clusterOf({ cluster, nodes }: Picture, index: number): Generator<string> {
  yield `  subgraph cluster_${String(index)} {`
  yield `    label=${label(titleOf(cluster))}`
  for (const node of nodes.values()) yield `    ${nodeOf(node)}`
  yield '  }'
}

function nodeOf(node: PictureNode): string {
  const { kind, namespace, name } = node.target
  return `${quoted(node.id)} [${attributes({
    ...SHAPE[familyOf(node.target)],
    ...looksOf(node),
    label: label(kind, namespace === '' ? name : `${namespace}/${name}`),
  })}]`
}

function looksOf({ presence, isSuspended }: PictureNode): Attributes {
  if (presence === 'missing') return { style: 'dashed', color: RED, fontcolor: RED }
  if (presence === 'unseen') return { style: 'dashed' }
  return isSuspended ? { style: 'dashed', color: '#a0a0a0', fontcolor: '#808080' } : {}
}

function edgeOf({ from, to, types, reference, isCyclic }: Line): string {
  const isMissing = to.presence === 'missing'
  return `${quoted(from.id)} -> ${quoted(to.id)} [${attributes({
    ...STROKE[reference.type],
    ...(isMissing ? { color: RED, fontcolor: RED } : {}),
    ...(isCyclic ? { color: RED, fontcolor: RED, penwidth: '3' } : {}),
    label: label(types.join(', ')),
  })}]`
}

/** A value is an identifier, a numeral, or a text in quotes that `label` has made. */
function attributes(values: Attributes): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${/^(?:\w+|".*")$/s.test(value) ? value : quoted(value)}`)
    .join(' ')
}

/** Lines of a text; Graphviz reads entities and escapes in it: https://graphviz.org/docs/attr-types/escString/ */
function label(...lines: readonly string[]): string {
  return `"${lines.map(line => escaped(printable(line)).replaceAll('&', '&amp;')).join('\\n')}"`
}

/** An identifier: https://graphviz.org/doc/info/lang.html. What JSON escapes stays two characters to Graphviz. */
function quoted(id: string): string {
  return printable(JSON.stringify(id))
}

/** A backslash would take the next character along. */
function escaped(text: string): string {
  return text.replace(/["\\]/g, character => `\\${character}`)
}
