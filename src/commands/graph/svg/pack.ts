import type { Size } from './measure.ts'

export interface Spot {
  readonly x: number
  readonly y: number
}

export interface Packed extends Size {
  /** One for each box, in their order. */
  readonly spots: readonly Spot[]
}

export interface Columns extends Packed {
  /** The width of the column in which each box stands. */
  readonly widths: readonly number[]
}

/** Width of a page to its height. */
const PAGE = 1.5

/** How much paper something takes: the page that it fits on, and of two on the same page the smaller one. */
export function extentOf({ width, height }: Size): number {
  return PAGE * Math.max(width / PAGE, height) ** 2 + width * height
}

/** Boxes on a page, each as far up as there is room for it; the width that fills a page best. */
export function packPage(sizes: readonly Size[], gap: number): Packed {
  const widest = sizes.reduce((most, { width }) => Math.max(most, width), 0)
  const ideal = Math.sqrt(areaOf(sizes, gap) * PAGE)
  const limits = [0.9, 1, 1.1, 1.25, 1.4, 1.6, 1.9].map(factor => Math.max(widest, ideal * factor))
  const [first, ...others] = [...new Set(limits)].map(limit => packBelow(sizes, gap, limit))
  if (first === undefined) return { spots: [], width: 0, height: 0 }
  return others.reduce((best, packed) => (extentOf(packed) < extentOf(best) ? packed : best), first)
}

/** A stretch of the lower edge of what is packed already. */
interface Step {
  readonly x: number
  readonly end: number
  readonly y: number
}

function packBelow(sizes: readonly Size[], gap: number, limit: number): Packed {
  let skyline: readonly Step[] = [{ x: 0, end: Infinity, y: 0 }]
  let [width, height] = [0, 0]
  const spots = sizes.map(size => {
    const spot = highestSpot(skyline, size, limit)
    const end = spot.x + size.width + gap
    const y = spot.y + size.height + gap
    skyline = [
      ...skyline.flatMap(step => (step.x < spot.x ? [{ ...step, end: Math.min(step.end, spot.x) }] : [])),
      { x: spot.x, end, y },
      ...skyline.flatMap(step => (step.end > end ? [{ ...step, x: Math.max(step.x, end) }] : [])),
    ]
    width = Math.max(width, spot.x + size.width)
    height = Math.max(height, spot.y + size.height)
    return spot
  })
  return { spots, width, height }
}

/** Of the spots within the limit the highest one, and of these the leftmost. */
function highestSpot(skyline: readonly Step[], size: Size, limit: number): Spot {
  let best: Spot = { x: 0, y: Infinity }
  for (const { x } of skyline) {
    if (x > 0 && x + size.width > limit) continue
    const under = skyline.filter(step => step.end > x && step.x < x + size.width)
    const y = under.reduce((lowest, step) => Math.max(lowest, step.y), 0)
    if (y < best.y) best = { x, y }
  }
  return best
}

/** Boxes in lines of a text. */
export function packLines(sizes: readonly Size[], gap: number, limit: number): Packed {
  const spots: Spot[] = []
  let [x, y, line, width] = [0, 0, 0, 0]
  for (const size of sizes) {
    if (x > 0 && x + size.width > limit) {
      y += line
      x = 0
      line = 0
    }
    spots.push({ x, y })
    width = Math.max(width, x + size.width)
    x += size.width + gap
    line = Math.max(line, size.height)
  }
  return { spots, width, height: y + line }
}

/** Boxes in columns about as high as one another, read from top to bottom. */
export function packColumns(sizes: readonly Size[], gap: number, count: number): Columns {
  const share = sizes.reduce((sum, { height }) => sum + height + gap, 0) / count
  const columns = Array.from({ length: count }, (): Size[] => [])
  let above = 0
  for (const size of sizes) {
    columns[Math.floor((above + size.height / 2) / share)]?.push(size)
    above += size.height + gap
  }
  const spots: Spot[] = []
  const widths: number[] = []
  let [x, height] = [0, 0]
  for (const column of columns) {
    if (column.length === 0) continue
    const width = column.reduce((most, size) => Math.max(most, size.width), 0)
    let top = 0
    for (const size of column) {
      spots.push({ x, y: top })
      widths.push(width)
      height = Math.max(height, top + size.height)
      top += size.height + gap
    }
    x += width + gap
  }
  return { spots, widths, width: x - gap, height }
}

function areaOf(sizes: readonly Size[], gap: number): number {
  return sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0)
}
