import { markup } from '../../../lib/markup.ts'
import { printable } from '../../../report/printable.ts'
import type { Link } from './card.ts'
import type { Spot } from './pack.ts'
import type { Stroke } from './page.ts'
import { short } from './shapes.ts'

const HEAD = 8

/** What a line looks like, by the strongest thing that it says. */
export function lineClass({
  types,
  isCyclic,
  isMissing,
}: Pick<Link, 'types' | 'isCyclic' | 'isMissing'>): string {
  const type = types.includes('dependsOn') ? 'depends' : types.includes('waits-for') ? 'waits' : 'applies'
  return [type, ...(isMissing ? ['missing'] : []), ...(isCyclic ? ['cycle'] : [])].join(' ')
}

export function paintLine({ link, points }: Stroke): string {
  const last = points.at(-1)
  const before = points.at(-2)
  if (last === undefined || before === undefined) return ''
  const side = before.x <= last.x ? 1 : -1
  const foot = { x: last.x - side * (HEAD - 2), y: last.y }
  const classes = lineClass(link)
  const title = markup`<title>${printable(link.title)}</title>`
  const line = `<path class="l ${classes}" d="${curve([...points.slice(0, -1), foot])}"/>`
  return `<g>${title}${line}${head(last, side, classes)}</g>\n`
}

export function head({ x, y }: Spot, side: number, classes: string): string {
  const back = short(-side * HEAD)
  return `<path class="a ${classes}" d="M${short(x)} ${short(y)}l${back} -4v8z"/>`
}

/** Leaves and arrives level, as a line of writing does. */
function curve(points: readonly Spot[]): string {
  const [first, ...others] = points
  if (first === undefined) return ''
  let at = first
  let path = `M${short(first.x)} ${short(first.y)}`
  for (const next of others) {
    const bend = (next.x - at.x) / 2
    path +=
      at.x === next.x || at.y === next.y
        ? `L${short(next.x)} ${short(next.y)}`
        : `C${short(at.x + bend)} ${short(at.y)} ${short(next.x - bend)} ${short(next.y)} ${short(next.x)} ${short(next.y)}`
    at = next
  }
  return path
}
