import type { Card, Link, Scene } from './card.ts'
import { type Bundle, levelOf } from './bundles.ts'
import type { Precedence } from './effort.ts'
import { layered } from './layered.ts'
import { headSize, insetOf, PADDING, type Size } from './measure.ts'
import { extentOf, packColumns, type Packed, packPage, type Spot } from './pack.ts'

/** Where the boxes in a box stand, counted from its own top left corner. */
export interface Plan extends Size {
  readonly card: Card
  readonly groups: readonly Group[]
  readonly wires: readonly Wire[]
}

/** Boxes that stand together; what is said of a framed group holds for each box in it. */
export interface Group extends Size, Spot {
  readonly isFramed: boolean
  readonly plans: readonly (Spot & { readonly plan: Plan })[]
}

/** The way of a line between two boxes of one box, from the box that comes first. */
export interface Wire {
  readonly link: Link
  readonly way: readonly Spot[]
  /** How far the line runs level before it bends, so that it keeps clear of the boxes above and below. */
  readonly exit: number
  /** The framed groups at its ends. */
  readonly from: Group | undefined
  readonly to: Group | undefined
}

const GAP = 14

export function planOf(card: Card, scene: Scene): Plan {
  return new Planner(scene).plan(card)
}

/** Two boxes side by side, one of which holds each end of the line. */
interface Lifted {
  readonly link: Link
  readonly from: Card
  readonly to: Card
}

class Planner {
  private readonly scene: Scene
  private readonly lifted = new Map<Card, Lifted[]>()

  constructor(scene: Scene) {
    this.scene = scene
    for (const link of scene.links) {
      const found = this.lift(link)
      if (found === undefined) continue
      const { level, ...rest } = found
      const known = this.lifted.get(level)
      if (known === undefined) this.lifted.set(level, [rest])
      else known.push(rest)
    }
  }

  plan(card: Card): Plan {
    const head = headSize(card)
    if (card.boxes.length === 0) return { card, ...head, groups: [], wires: [] }
    const plans = new Map(card.boxes.map(box => [box, this.plan(box)]))
    const { groups, wires, width, height } = this.arranged(card, plans)
    const settled = new Map(
      groups.map(group => [group, { ...group, x: group.x + insetOf(card), y: group.y + head.height }]),
    )
    return {
      card,
      width: Math.max(head.width, width + insetOf(card) + PADDING),
      height: head.height + height + PADDING,
      groups: [...settled.values()],
      wires: wires.map(wire => movedWire(wire, { x: insetOf(card), y: head.height }, settled)),
    }
  }

  private arranged(card: Card, plans: ReadonlyMap<Card, Plan>): Size & Pick<Plan, 'groups' | 'wires'> {
    const lifted = this.lifted.get(card) ?? []
    const liftedOf = (box: Card): readonly Lifted[] =>
      lifted.filter(({ from, to }) => from === box || to === box)
    const { loners, bundles } = levelOf(card.boxes, box => liftedOf(box).map(({ link }) => link))
    const clumps = clumpsOf(bundles, lifted).map(clump => clumpPlan(clump, plans))
    const { parts, packed } = together(
      clumps,
      loners.flatMap(box => plans.get(box) ?? []),
    )
    const groups: Group[] = []
    const wires: Wire[] = []
    for (const [index, part] of parts.entries()) {
      const { x, y } = packed.spots[index] ?? { x: 0, y: 0 }
      const settled = new Map(part.groups.map(group => [group, { ...group, x: group.x + x, y: group.y + y }]))
      groups.push(...settled.values())
      wires.push(...part.wires.map(wire => movedWire(wire, { x, y }, settled)))
    }
    return { groups, wires, width: packed.width, height: packed.height }
  }

  /** The innermost box that holds both ends, and the two boxes in it; none where one end holds the other. */
  private lift(link: Link): (Lifted & { level: Card }) | undefined {
    const above = this.chain(link.from.card)
    const below = this.chain(link.to.card)
    let depth = 0
    while (above[depth] !== undefined && above[depth] === below[depth]) depth++
    const level = above[depth - 1]
    const from = above[depth]
    const to = below[depth]
    return level === undefined || from === undefined || to === undefined
      ? undefined
      : { level, link, from, to }
  }

  /** A box and what it stands in, the panel first. */
  private chain(card: Card): readonly Card[] {
    const chain = [card]
    for (let box = this.scene.around.get(card); box !== undefined; box = this.scene.around.get(box))
      chain.unshift(box)
    return chain
  }
}

interface Clump {
  readonly bundles: readonly Bundle[]
  readonly edges: readonly Edge[]
}

interface Edge {
  readonly link: Link
  /** Numbers of bundles. */
  readonly from: number
  readonly to: number
}

/** Bundles that lines tie together, the largest clump first. */
function clumpsOf(bundles: readonly Bundle[], lifted: readonly Lifted[]): readonly Clump[] {
  const numbers = new Map(bundles.flatMap(({ cards }, number) => cards.map(card => [card, number] as const)))
  const edges = lifted.flatMap(({ link, from, to }) => {
    const [first, second] = [numbers.get(from), numbers.get(to)]
    // The lines of a bundle stand for those of all in it.
    const isShown = [first, second].every(
      number => number !== undefined && bundles[number]?.links.includes(link),
    )
    return first === undefined || second === undefined || !isShown ? [] : [{ link, from: first, to: second }]
  })
  const roots = bundles.map((_, number) => number)
  const rootOf = (number: number): number => {
    let root = number
    while (roots[root] !== root) root = roots[root] ?? root
    return root
  }
  for (const { from, to } of edges)
    roots[Math.max(rootOf(from), rootOf(to))] = Math.min(rootOf(from), rootOf(to))
  const clumps = new Map<number, number[]>()
  for (const number of bundles.keys()) {
    const root = rootOf(number)
    clumps.set(root, [...(clumps.get(root) ?? []), number])
  }
  return [...clumps.values()]
    .sort((a, b) => b.length - a.length)
    .map(members => {
      const places = new Map(members.map((number, place) => [number, place]))
      return {
        bundles: members.flatMap(number => bundles[number] ?? []),
        edges: edges.flatMap(({ link, from, to }) => {
          const [first, second] = [places.get(from), places.get(to)]
          return first === undefined || second === undefined ? [] : [{ link, from: first, to: second }]
        }),
      }
    })
}

function movedWire(wire: Wire, { x, y }: Spot, settled: ReadonlyMap<Group, Group>): Wire {
  const { way, exit, from, to } = wire
  return {
    ...wire,
    way: way.map(spot => ({ x: spot.x + x, y: spot.y + y })),
    exit: exit + x,
    from: from && settled.get(from),
    to: to && settled.get(to),
  }
}

interface Together {
  readonly parts: readonly Part[]
  readonly packed: Packed
}

/** Boxes without lines stand in as many columns as make the whole fill a page best. */
function together(clumps: readonly Part[], loners: readonly Plan[]): Together {
  const choices = loners.length === 0 ? [[]] : groupsOf(loners, false).map(group => [partOf(group)])
  const [first, ...others] = choices.map(loose => {
    const parts = [...clumps, ...loose]
    return { parts, packed: packPage(parts, 2 * GAP) }
  })
  if (first === undefined) return { parts: [], packed: packPage([], GAP) }
  return others.reduce(
    (best, found) => (extentOf(found.packed) < extentOf(best.packed) ? found : best),
    first,
  )
}

type Part = Size & Pick<Plan, 'groups' | 'wires'>

function clumpPlan({ bundles, edges }: Clump, plans: ReadonlyMap<Card, Plan>): Part {
  const sizes = bundles.map(({ cards }) =>
    squareGroup(
      cards.flatMap(card => plans.get(card) ?? []),
      cards.length > 1,
    ),
  )
  const { spots, exits, ways, width, height } = layered(sizes, edges.map(precedenceOf))
  const groups = sizes.map((group, index) => ({ ...group, ...(spots[index] ?? { x: 0, y: 0 }) }))
  const framed = (number: number): Group | undefined => {
    const group = groups[number]
    return group?.isFramed === true ? group : undefined
  }
  const wires = edges.map(({ link, from, to }, index) => ({
    link,
    way: ways[index] ?? [],
    exit: exits[precedenceOf({ link, from, to }).left] ?? 0,
    from: framed(from),
    to: framed(to),
  }))
  return { groups, wires, width, height }
}

/** What comes first stands left: the dependency, what is awaited, and who applies. */
function precedenceOf({ link, from, to }: Edge): Precedence {
  return link.types.includes('applies') ? { left: from, right: to } : { left: to, right: from }
}

/** Boxes in so many columns; in a framed group what is said of the frame is said of each box. */
function groupOf(own: readonly Plan[], isFramed: boolean, columns: number): Group {
  const packed = packColumns(own, GAP, columns)
  // Boxes in a column are equally wide, but none becomes as wide as a box with boxes in it.
  const plain = Math.max(0, ...own.map(({ card, width }) => (card.boxes.length === 0 ? width : 0)))
  const margin = isFramed ? GAP : 0
  return {
    x: 0,
    y: 0,
    width: packed.width + 2 * margin,
    height: packed.height + 2 * margin,
    isFramed,
    plans: own.map((plan, index) => {
      const { x, y } = packed.spots[index] ?? { x: 0, y: 0 }
      const width = Math.max(plan.width, Math.min(packed.widths[index] ?? 0, plain))
      return { plan: { ...plan, width }, x: x + margin, y: y + margin }
    }),
  }
}

/** The group whose shape is next to that of a page. */
function squareGroup(own: readonly Plan[], isFramed: boolean): Group {
  const [first, ...others] = groupsOf(own, isFramed)
  if (first === undefined) return groupOf(own, isFramed, 1)
  return others.reduce((best, group) => (extentOf(group) < extentOf(best) ? group : best), first)
}

const MOST_COLUMNS = 10

function groupsOf(own: readonly Plan[], isFramed: boolean): readonly Group[] {
  const most = Math.min(own.length, MOST_COLUMNS)
  return Array.from({ length: most }, (_, index) => groupOf(own, isFramed, index + 1))
}

function partOf(group: Group): Part {
  return { groups: [group], wires: [], width: group.width, height: group.height }
}
