import { markup } from '../../../lib/markup.ts'
import type { Family } from '../family.ts'
import type { Tag } from './card.ts'
import { FONT, ICON, pillWidth, textWidth } from './measure.ts'
import type { Spot } from './pack.ts'

/** Around the middle; each family has a shape of its own, so that colour is not needed to tell them apart. */
const ICONS = {
  kustomization: 'm-5.5-3.5a2 2 0 0 1 2-2h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2z',
  release: 'm0-6.2 5.4 3.1v6.2l-5.4 3.1-5.4-3.1v-6.2z',
  source: 'm-5-3.6c0-3 10-3 10 0v7.2c0 3-10 3-10 0zm0 0c0 2.6 10 2.6 10 0',
  operator: 'm0-6.2 6.2 6.2-6.2 6.2-6.2-6.2z',
  other: 'm-4.5-5.5h6l3 3v8h-9z',
} as const satisfies Record<Family, string>

/** A number with one decimal at most: more cannot be seen. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export function icon(family: Family, { x, y }: Spot): string {
  return `<path class="${family}" d="M${short(x)} ${short(y)}${ICONS[family]}"/>`
}

/** A text whose middle stands at a height. */
export function text({ x, y }: Spot, classes: string, content: string): string {
  const start = `<text x="${short(x)}" y="${short(y + 4)}"${classes === '' ? '' : ` class="${classes}"`}>`
  return `${start}${markup`${content}`}</text>`
}

/** A word in a small frame. */
export function pill({ x, y }: Spot, word: string, isAlarm = false): string {
  const width = pillWidth(word)
  const frame = `<rect class="pill${isAlarm ? ' alarm' : ''}" x="${short(x)}" y="${short(y - 7.5)}" width="${short(width)}" height="15" rx="7.5"/>`
  return frame + text({ x: x + 5, y: y - 0.5 }, isAlarm ? 's alarm-text' : 's m', word)
}

/** A source, smaller than what takes something from it. */
export function tag({ x, y }: Spot, { family, text: name, presence }: Tag): string {
  const isMissing = presence === 'missing'
  const shape = `<g transform="translate(${short(x + 6)} ${short(y)}) scale(.8)">${icon(family, { x: 0, y: 0 })}</g>`
  const word =
    name === '' ? '' : text({ x: x + ICON - 2, y: y - 0.5 }, isMissing ? 's t-missing' : 's m', name)
  if (!isMissing) return shape + word
  const width = ICON + textWidth(name, FONT.small) + 2
  return `<rect class="l missing" x="${short(x - 2)}" y="${short(y - 8)}" width="${short(width)}" height="16" rx="3"/>${shape}${word}`
}

/** A clock: what a box waits for. */
export function clock({ x, y }: Spot): string {
  return `<path class="mark" d="M${short(x - 4.5)} ${short(y)}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M${short(x)} ${short(y - 3)}v3h2.5"/>`
}
