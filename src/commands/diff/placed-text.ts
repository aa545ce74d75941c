import { locate } from '../../lib/locate.ts'
import type { LinePlace } from '../../model/difference.ts'
import type { Origin } from '../../model/location.ts'
import type { Mapping } from '../../model/node.ts'
import { emitWithSpans } from '../../render/yaml/emit.ts'
import type { PlacedText } from './text-diff.ts'

/** An object as kustomize prints it, and for each line the place that wrote what stands there. */
export function placedText(node: Mapping | undefined): PlacedText {
  if (node === undefined) return { text: '', places: new Map() }
  const { text, spans } = emitWithSpans(node)
  const places = new Map<number, LinePlace>()
  let line = 0
  let counted = 0
  for (const span of spans) {
    line += breaksIn(text, counted, span.start)
    counted = span.start
    const place = linePlace(span.node)
    const last = line + breaksIn(text, span.start, span.end)
    // A value says more than the key before it; each line of a text block stands for itself.
    if (place === undefined) continue
    for (let at = line; at <= last; at++) places.set(at, place)
    if (last > line) placeBlock(places, { span, text, place, line })
  }
  return { text, places }
}

interface Block {
  readonly span: { readonly start: number; readonly end: number; readonly node: Origin }
  readonly text: string
  readonly place: LinePlace
  /** Number of its first line in the text. */
  readonly line: number
}

/** The lines of a text block stand one below the other in its file, too: from its first line, or behind its `|`. */
function placeBlock(places: Map<number, LinePlace>, { span, text, place, line }: Block): void {
  const { file, start, end } = span.node
  const written = file.text.slice(start, end).split('\n')
  const shift = /^[|>]/.test(written[0] ?? '') ? 0 : 1
  for (const [index, shown] of text.slice(span.start, span.end).split('\n').entries()) {
    const same = written[index - shift]
    const isSame = index > 0 && same !== undefined && same.trim() !== '' && same.trim() === shown.trim()
    if (isSame) places.set(line + index, { file: place.file, line: place.line + index - shift })
  }
}

/** Undefined for what no file holds. */
export function linePlace(origin: Origin): LinePlace | undefined {
  if (origin.file.path === '') return undefined
  return { file: origin.file.path, line: locate(origin).line }
}

function breaksIn(text: string, start: number, end: number): number {
  let breaks = 0
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) breaks++
  return breaks
}
