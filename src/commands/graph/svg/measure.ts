import { cropped } from '../../../report/crop.ts'
import { printable } from '../../../report/printable.ts'
import { widthOf } from '../../../report/cells.ts'
import type { Card, Row, Tag } from './card.ts'

/** Sizes in pixels. Letters of the widest usual monospaced font are 0.62 of its size wide; wide ones take two cells. */
const CELL = 0.625

export const FONT = { heading: 13, text: 12, small: 10.5 } as const

export const PADDING = 12
export const ICON = 17
export const HEADING_HEIGHT = 22
export const NOTE_HEIGHT = 16
export const ROW_HEIGHT = 19
export const PILL_GAP = 8
export const TAG_GAP = 12
export const COLUMN_GAP = 20

/** How far apart lines run inside a box. */
export const LANE = 8

/** Most lines that run beside one another; more share a lane. */
export const MOST_LANES = 4

export interface Size {
  readonly width: number
  readonly height: number
}

export function textWidth(text: string, size: number): number {
  return widthOf(text) * CELL * size
}

const LONGEST = 48

/** A name as it is shown: what cannot be seen is spelled out, what is too long loses its end. */
export function shown(text: string): string {
  return cropped(printable(text), LONGEST)
}

/** A path as it is shown; its end tells more than its beginning. */
export function shownPath(text: string): string {
  const parts = printable(text).split('/')
  while (parts.length > 1 && parts.join('/').length > LONGEST) parts.shift()
  const path = parts.join('/')
  return cropped(path === printable(text) ? path : `…/${path}`, LONGEST)
}

export function pillWidth(text: string): number {
  return textWidth(text, FONT.small) + 10
}

export function tagWidth(tag: Tag): number {
  return ICON + textWidth(tag.text, FONT.small)
}

function rowWidth({ text, tag, isAwaited }: Row): number {
  const tagged = tag === undefined ? 0 : TAG_GAP + tagWidth(tag)
  return ICON + textWidth(text, FONT.text) + tagged + (isAwaited ? 16 : 0)
}

/** How rows stand in columns: many rows are wrapped until the card is about as wide as high. */
export interface Columns {
  readonly count: number
  readonly perColumn: number
  readonly width: number
}

export function columnsOf({ rows }: Pick<Card, 'rows'>): Columns {
  const width = Math.max(0, ...rows.map(rowWidth))
  const wanted = rows.length > 12 ? Math.round(Math.sqrt((rows.length * ROW_HEIGHT * 1.5) / width)) : 1
  const perColumn = Math.ceil(rows.length / Math.max(1, wanted))
  return { count: perColumn === 0 ? 0 : Math.ceil(rows.length / perColumn), perColumn, width }
}

/** Where the contents of a box begin, from its left side. */
export function insetOf({ lanes }: Pick<Card, 'lanes'>): number {
  return PADDING + lanesWidth(lanes.left)
}

export function lanesWidth(count: number): number {
  return count === 0 ? 0 : Math.min(count, MOST_LANES) * LANE + 6
}

/** A card without the boxes in it. */
export function headSize(card: Card): Size {
  const { heading, pills, note, tag } = card
  const { count, perColumn, width } = columnsOf(card)
  const title =
    ICON +
    textWidth(heading.muted + heading.text, FONT.heading) +
    pills.reduce((sum, pill) => sum + PILL_GAP + pillWidth(pill), 0)
  const rows = count === 0 ? 0 : count * width + (count - 1) * COLUMN_GAP
  return {
    width:
      insetOf(card) +
      lanesWidth(card.lanes.right) +
      PADDING +
      Math.max(title, ICON + textWidth(note, FONT.small), tag === undefined ? 0 : ICON + tagWidth(tag), rows),
    height:
      PADDING +
      HEADING_HEIGHT +
      (note === '' ? 0 : NOTE_HEIGHT) +
      (tag === undefined ? 0 : NOTE_HEIGHT) +
      (perColumn === 0 ? 0 : perColumn * ROW_HEIGHT + 4),
  }
}

/** Where the rows of a card begin, below its top. */
export function rowsTop({ note, tag }: Card): number {
  return (
    PADDING / 2 + HEADING_HEIGHT + (note === '' ? 0 : NOTE_HEIGHT) + (tag === undefined ? 0 : NOTE_HEIGHT) + 4
  )
}
