import { UsageError } from '../../../model/usage-error.ts'
import { Graph, layout } from './dagre.ts'
import { effortOf, type Precedence } from './effort.ts'
import type { Size } from './measure.ts'
import type { Spot } from './pack.ts'

export interface Layered extends Size {
  /** One for each box: its top left corner. */
  readonly spots: readonly Spot[]
  /** One for each box: the right side of the layer in which it stands. */
  readonly exits: readonly number[]
  /** One for each precedence: the way from left to right, without its ends. */
  readonly ways: readonly (readonly Spot[])[]
}

const GAPS = { nodesep: 14, edgesep: 10, ranksep: 72 } as const

/** What a layout takes some seconds for; its time grows with the square. */
const MOST_BOXES = 500
const MOST_EFFORT = 4000

/**
 * Boxes in layers from left to right.
 * @throws UsageError for so many that a drawing would take minutes, and nobody could read it.
 */
export function layered(sizes: readonly Size[], precedences: readonly Precedence[]): Layered {
  if (sizes.length > MOST_BOXES || effortOf(sizes.length, precedences) > MOST_EFFORT) {
    const [boxes, lines] = [sizes.length, precedences.length].map(String)
    throw new UsageError(
      `${boxes ?? ''} objects with ${lines ?? ''} lines between them are too many for a picture. \`--format dot\` takes any number.`,
    )
  }
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', ...GAPS })
  for (const [index, { width, height }] of sizes.entries())
    graph.setNode(`b${String(index)}`, { width, height })
  for (const [index, { left, right }] of precedences.entries()) {
    graph.setEdge(`b${String(left)}`, `b${String(right)}`, {}, `e${String(index)}`)
  }
  layout(graph)
  const centers = sizes.map((_, index) => {
    const { x = 0, y = 0 } = graph.node(`b${String(index)}`)
    return { x, y }
  })
  const layers = layersOf(sizes, centers)
  const spots = sizes.map(({ width, height }, index) => {
    const { x, y } = centers[index] ?? { x: 0, y: 0 }
    return { x: x - (layers.get(Math.round(x)) ?? width / 2), y: y - height / 2 }
  })
  const ways = precedences.map(({ left, right }, index) => {
    const { points = [] } = graph.edge(`b${String(left)}`, `b${String(right)}`, `e${String(index)}`)
    return acrossLayers(points, layers)
  })
  const exits = centers.map(({ x }) => x + (layers.get(Math.round(x)) ?? 0))
  return fitted(sizes, { spots, exits, ways })
}

/** A way may lead above the highest box, or below the lowest one. */
function fitted(sizes: readonly Size[], { spots, exits, ways }: Omit<Layered, keyof Size>): Layered {
  const corners = spots.map(({ x, y }, index) => {
    const { width = 0, height = 0 } = sizes[index] ?? {}
    return { x: x + width, y: y + height }
  })
  const all = [...spots, ...corners, ...ways.flat()]
  const left = all.reduce((least, { x }) => Math.min(least, x), Infinity)
  const top = all.reduce((least, { y }) => Math.min(least, y), Infinity)
  const moved = (spot: Spot): Spot => ({ x: spot.x - left, y: spot.y - top })
  return {
    spots: spots.map(moved),
    exits: exits.map(x => x - left),
    ways: ways.map(way => way.map(moved)),
    width: all.reduce((most, { x }) => Math.max(most, x), left) - left,
    height: all.reduce((most, { y }) => Math.max(most, y), top) - top,
  }
}

/** Half the width of each layer, by the x of its middle. */
function layersOf(sizes: readonly Size[], centers: readonly Spot[]): ReadonlyMap<number, number> {
  const layers = new Map<number, number>()
  for (const [index, { x }] of centers.entries()) {
    const key = Math.round(x)
    layers.set(key, Math.max(layers.get(key) ?? 0, (sizes[index]?.width ?? 0) / 2))
  }
  return layers
}

/**
 * A line that passes a layer keeps its height until it is past, or it would run behind the boxes above or below. Between
 * layers it needs no points.
 */
function acrossLayers(points: readonly Spot[], layers: ReadonlyMap<number, number>): readonly Spot[] {
  const side = (points.at(-1)?.x ?? 0) < (points[0]?.x ?? 0) ? -1 : 1
  return points.slice(1, -1).flatMap(({ x, y }) => {
    const half = layers.get(Math.round(x))
    return half === undefined
      ? []
      : [
          { x: x - side * half, y },
          { x: x + side * half, y },
        ]
  })
}
