import type { Family } from '../family.ts'
import type { Card, Link, Scene } from './card.ts'
import { FONT, ICON, type Size, textWidth } from './measure.ts'
import { packLines, type Spot } from './pack.ts'
import { head, lineClass } from './paint-line.ts'
import { clock, icon, short, text } from './shapes.ts'
import { familyOf } from '../family.ts'

export interface Legend extends Size {
  readonly paint: (at: Spot) => string
}

interface Item {
  readonly width: number
  readonly sign: (at: Spot) => string
  readonly signWidth: number
  readonly words: string
}

const FAMILIES = {
  kustomization: 'Kustomization',
  release: 'HelmRelease',
  source: 'source',
  operator: 'of the Flux Operator',
  other: 'another object',
} as const satisfies Record<Family, string>

type Look = Pick<Link, 'types' | 'isCyclic' | 'isMissing'>

const LINES: readonly (Look & { words: string })[] = [
  {
    types: ['dependsOn'],
    isCyclic: false,
    isMissing: false,
    words: 'depends on (what comes first stands left)',
  },
  { types: ['waits-for'], isCyclic: false, isMissing: false, words: 'is ready only after' },
  { types: ['applies'], isCyclic: false, isMissing: false, words: 'applies as well' },
  { types: ['dependsOn'], isCyclic: false, isMissing: true, words: 'depends on what is missing' },
  { types: ['dependsOn'], isCyclic: true, isMissing: false, words: 'part of a cycle' },
]

const LINE_WIDTH = 40

/** Explains what the drawing shows, and nothing else. */
export function legendOf(scenes: readonly Scene[], width: number): Legend {
  const cards = scenes.flatMap(({ panel }) => [...cardsIn(panel)])
  const items = [
    ...familiesOf(cards),
    ...(cards.some(({ boxes, node }) => boxes.length > 0 && node !== undefined)
      ? [item('a box in a box is applied by it', 0, () => '')]
      : []),
    ...linesIn(scenes.flatMap(({ links }) => links)),
    ...(cards.some(({ rows }) => rows.some(({ isAwaited }) => isAwaited))
      ? [item('the box is ready only after it', ICON - 2, ({ x, y }) => clock({ x: x + 5, y }))]
      : []),
  ]
  const sizes = items.map(entry => ({ width: entry.width, height: 20 }))
  const packed = packLines(sizes, 22, width)
  return {
    width: packed.width,
    height: packed.height,
    paint: ({ x, y }) =>
      items
        .map(({ sign, signWidth, words }, index) => {
          const spot = packed.spots[index] ?? { x: 0, y: 0 }
          const at = { x: x + spot.x, y: y + spot.y + 10 }
          return sign(at) + text({ x: at.x + signWidth, y: at.y }, 's m', words)
        })
        .join(''),
  }
}

function item(words: string, signWidth: number, sign: Item['sign']): Item {
  return { words, sign, signWidth, width: signWidth + textWidth(words, FONT.small) }
}

function familiesOf(cards: readonly Card[]): readonly Item[] {
  const used = new Set<Family>()
  for (const { node, rows, tag } of cards) {
    if (node !== undefined) used.add(familyOf(node.target))
    if (tag !== undefined) used.add(tag.family)
    for (const row of rows) {
      used.add(familyOf(row.node.target))
      if (row.tag !== undefined) used.add(row.tag.family)
    }
  }
  return (Object.keys(FAMILIES) as Family[])
    .filter(family => used.has(family))
    .map(family => item(FAMILIES[family], ICON, ({ x, y }) => icon(family, { x: x + 6, y })))
}

function linesIn(links: readonly Link[]): readonly Item[] {
  const used = new Set(links.map(lookOf))
  return LINES.filter(look => used.has(lookOf(look))).map(look =>
    item(look.words, LINE_WIDTH + 8, ({ x, y }) => {
      const classes = lineClass(look)
      const line = `<path class="l ${classes}" d="M${short(x)} ${short(y)}h${String(LINE_WIDTH - 8)}"/>`
      return line + head({ x: x + LINE_WIDTH, y }, 1, classes)
    }),
  )
}

/** A cycle looks the same whatever its lines say, and so does what is missing. */
function lookOf(look: Look): string {
  return look.isCyclic ? 'cycle' : look.isMissing ? 'missing' : lineClass(look)
}

function* cardsIn(panel: Card): Generator<Card> {
  const open = [panel]
  for (const card of open) {
    yield card
    open.push(...card.boxes)
  }
}
