import type { Card, End, Link } from './card.ts'
import {
  columnsOf,
  HEADING_HEIGHT,
  insetOf,
  LANE,
  lanesWidth,
  MOST_LANES,
  PADDING,
  ROW_HEIGHT,
  rowsTop,
  type Size,
} from './measure.ts'
import type { Spot } from './pack.ts'
import type { Group, Plan, Wire } from './plan.ts'

export type Rect = Size & Spot

/** A line with both its ends on the page, in the order in which it is drawn. */
export interface Stroke {
  readonly link: Link
  readonly points: readonly Spot[]
}

/** Everything of one cluster on the page. */
export interface Page {
  readonly cards: ReadonlyMap<Card, Rect>
  readonly frames: readonly Rect[]
  readonly strokes: readonly Stroke[]
}

/** Puts a plan on the page, its top left corner at a spot. */
export function pageOf(plan: Plan, links: readonly Link[], at: Spot): Page {
  const cards = new Map<Card, Rect>()
  const groups = new Map<Group, Rect>()
  const wires = new Map<Link, Wire & { at: Spot }>()
  const open = [{ plan, x: at.x, y: at.y }]
  for (const { plan: outer, x, y } of open) {
    cards.set(outer.card, { x, y, width: outer.width, height: outer.height })
    for (const wire of outer.wires) wires.set(wire.link, { ...wire, at: { x, y } })
    for (const group of outer.groups) {
      groups.set(group, { x: x + group.x, y: y + group.y, width: group.width, height: group.height })
      for (const inner of group.plans) {
        open.push({ plan: inner.plan, x: x + group.x + inner.x, y: y + group.y + inner.y })
      }
    }
  }
  const frames = [...groups].flatMap(([{ isFramed }, rect]) => (isFramed ? [rect] : []))
  const strokes = links.flatMap((link): Stroke[] => {
    const wire = wires.get(link)
    if (wire !== undefined) return [{ link, points: wired(wire, cards, groups) }]
    const [from, to] = [cards.get(link.from.card), cards.get(link.to.card)]
    // A line in no lane is one that the frame around its box is drawn once for.
    if (from === undefined || to === undefined || link.lane === undefined) return []
    return [{ link, points: inside(link, { from, to, lane: link.lane % MOST_LANES }) }]
  })
  return { cards, frames, strokes }
}

function wired(
  { link, way, exit, from, to, at }: Wire & { at: Spot },
  cards: ReadonlyMap<Card, Rect>,
  groups: ReadonlyMap<Group, Rect>,
): readonly Spot[] {
  const source = portOf(link.from, cards, from && groups.get(from))
  const target = portOf(link.to, cards, to && groups.get(to))
  // A way begins at what comes first, a line at who says so.
  const isForwards = link.types.includes('applies')
  const [first, last] = isForwards ? [source, target] : [target, source]
  const isRightwards = first.left < last.left
  const start = isRightwards ? first.right : first.left
  const end = isRightwards ? last.left : last.right
  const bend = exit + at.x
  // Two boxes that wait for one another have a line each.
  const lower = isRightwards ? 0 : 7
  const points = [
    { x: start, y: first.y + lower },
    ...(isRightwards && bend > start ? [{ x: bend, y: first.y }] : []),
    ...way.map(({ x, y }) => ({ x: x + at.x, y: y + at.y })),
    { x: end, y: last.y + lower },
  ]
  return isForwards ? points : points.reverse()
}

/** Where lines meet a box: its sides, at the height of its heading or row. */
interface Port {
  readonly left: number
  readonly right: number
  readonly y: number
}

function portOf({ card, row }: End, cards: ReadonlyMap<Card, Rect>, frame?: Rect): Port {
  const rect = frame ?? cards.get(card) ?? { x: 0, y: 0, width: 0, height: 0 }
  const sides = { left: rect.x, right: rect.x + rect.width }
  if (frame !== undefined) return { ...sides, y: rect.y + rect.height / 2 }
  if (row === undefined) return { ...sides, y: rect.y + PADDING / 2 + HEADING_HEIGHT / 2 }
  return { ...sides, y: rect.y + rowsTop(card) + ((row % columnsOf(card).perColumn) + 0.5) * ROW_HEIGHT }
}

interface Near {
  readonly from: Rect
  readonly to: Rect
  readonly lane: number
}

/** A line from a box to itself, or between a box and what stands in it: in a lane of the outer one. */
function inside({ from, to }: Link, { from: start, to: end, lane }: Near): readonly Spot[] {
  const [first, last] = [portOf(from, new Map([[from.card, start]])), portOf(to, new Map([[to.card, end]]))]
  if (from.card === to.card) {
    const apart = first.y === last.y ? 5 : 0
    const side = start.x + start.width - PADDING - lanesWidth(from.card.lanes.right)
    return lap({ x: side, y: first.y - apart }, side + 10 + LANE * lane, { x: side, y: last.y + apart })
  }
  const isOutwards = start.x > end.x
  const [outer, card] = isOutwards ? [end, to.card] : [start, from.card]
  const heading = outer.x + insetOf(card) - 2
  const [x1, x2] = isOutwards ? [first.left, heading] : [heading, last.left]
  return lap({ x: x1, y: first.y }, outer.x + 7 + LANE * lane, { x: x2, y: last.y })
}

/** To a lane, along it, and back. */
function lap(from: Spot, lane: number, to: Spot): readonly Spot[] {
  return [from, { x: lane, y: from.y }, { x: lane, y: to.y }, to]
}
