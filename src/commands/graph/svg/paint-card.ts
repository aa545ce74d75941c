import { markup } from '../../../lib/markup.ts'
import { shortId } from '../../../model/resource.ts'
import { printable } from '../../../report/printable.ts'
import { familyOf } from '../family.ts'
import type { Card } from './card.ts'
import {
  COLUMN_GAP,
  columnsOf,
  FONT,
  HEADING_HEIGHT,
  ICON,
  insetOf,
  NOTE_HEIGHT,
  PADDING,
  PILL_GAP,
  pillWidth,
  ROW_HEIGHT,
  rowsTop,
  TAG_GAP,
  tagWidth,
  textWidth,
} from './measure.ts'
import type { Spot } from './pack.ts'
import type { Rect } from './page.ts'
import { clock, icon, pill, short, tag, text } from './shapes.ts'

/** A box with all that stands in it but other boxes. `depth` counts the boxes around it. */
export function paintCard(card: Card, rect: Rect, depth: number): string {
  const { node } = card
  const title = node === undefined ? '' : markup`<title>${printable(shortId(node.target))}</title>`
  return `<g class="${classesOf(card, depth)}">${title}${frame(rect, node === undefined ? 10 : 5)}${stripe(card, rect)}${heading(card, rect)}${details(card, rect)}${rows(card, rect)}</g>\n`
}

function classesOf({ node, boxes }: Card, depth: number): string {
  if (node === undefined) return 'panel'
  const { presence, isSuspended } = node
  return [
    'card',
    ...(presence === 'delivered' ? [] : ['absent']),
    ...(presence === 'missing' ? ['missing'] : []),
    ...(isSuspended && boxes.length === 0 ? ['suspended'] : []),
    ...(boxes.length > 0 && depth % 2 === 0 ? ['even'] : []),
  ].join(' ')
}

function frame({ x, y, width, height }: Rect, radius: number): string {
  return `<rect class="r" x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="${short(radius)}"/>`
}

/** The colour of the family, along the left side. */
function stripe({ node }: Card, { x, y, height }: Rect): string {
  if (node?.presence !== 'delivered') return ''
  return `<rect class="${familyOf(node.target)}" x="${short(x)}" y="${short(y + 4)}" width="3" height="${short(height - 8)}"/>`
}

function heading(card: Card, rect: Rect): string {
  const { node, pills } = card
  const { muted, text: name } = card.heading
  const y = rect.y + PADDING / 2 + HEADING_HEIGHT / 2
  const start = rect.x + insetOf(card)
  const shape = node === undefined ? '' : icon(familyOf(node.target), { x: start + 5.5, y })
  const x = node === undefined ? start : start + ICON
  const words = `<text class="h" x="${short(x)}" y="${short(y + 4.5)}">${muted === '' ? '' : markup`<tspan class="m">${muted}</tspan>`}${markup`${name}`}</text>`
  let next = start + ICON + textWidth(muted + name, FONT.heading) + PILL_GAP
  const marks = pills.map(word => {
    const at = next
    next += pillWidth(word) + PILL_GAP
    return pill({ x: at, y }, word, /cycle|missing/.test(word))
  })
  return shape + words + marks.join('')
}

function details(card: Card, rect: Rect): string {
  const { node, note, tag: source } = card
  const x = rect.x + insetOf(card) + (node === undefined ? 0 : ICON)
  const y = rect.y + PADDING / 2 + HEADING_HEIGHT + NOTE_HEIGHT / 2 - 2
  const path = note === '' ? '' : text({ x, y }, 's m', note)
  if (source === undefined) return path
  return path + tag({ x, y: note === '' ? y : y + NOTE_HEIGHT }, source)
}

function rows(card: Card, rect: Rect): string {
  const { perColumn, width } = columnsOf(card)
  const top = rect.y + rowsTop(card)
  return card.rows
    .map((_, index) => {
      const column = Math.floor(index / perColumn)
      const x = rect.x + insetOf(card) + column * (width + COLUMN_GAP)
      return row(card, index, { x, y: top + ((index % perColumn) + 0.5) * ROW_HEIGHT })
    })
    .join('')
}

function row({ rows: all }: Card, index: number, { x, y }: Spot): string {
  const found = all[index]
  if (found === undefined) return ''
  const { node, text: name, tag: source, isAwaited } = found
  const title = markup`<title>${printable(shortId(node.target))}</title>`
  const parts = [icon(familyOf(node.target), { x: x + 6, y }), text({ x: x + ICON, y }, '', name)]
  let next = x + ICON + textWidth(name, FONT.text) + TAG_GAP
  if (source !== undefined) {
    parts.push(tag({ x: next - 4, y }, source))
    next += tagWidth(source) + 4
  }
  if (isAwaited) parts.push(clock({ x: next, y }))
  return `<g${node.isSuspended ? ' class="suspended"' : ''}>${title}${parts.join('')}</g>`
}
