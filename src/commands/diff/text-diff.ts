import { structuredPatch } from 'diff'
import { fieldsAround } from './fields-around.ts'
import type { DiffLine, Hunk, LinePlace } from '../../model/difference.ts'

/** A printed document and where each of its lines was written. */
export interface PlacedText {
  readonly text: string
  /** By the number of the line, from 0. */
  readonly places: ReadonlyMap<number, LinePlace>
}

const CONTEXT = 3
/** Beyond this many changed lines, all that lies between the first and the last change is taken for changed. */
const MAX_EDITS = 4000

/** The parts of a text that differ, as a unified diff with three lines around. */
export function hunksOf(before: PlacedText, after: PlacedText): readonly Hunk[] {
  const patch = structuredPatch('', '', before.text, after.text, undefined, undefined, {
    context: CONTEXT,
    maxEditLength: MAX_EDITS,
  })
  const found = patch === undefined ? [wholeHunk(before.text, after.text)] : patch.hunks
  if (found.length === 0) return []
  const [old, now] = [fieldsAround(linesOf(before.text)), fieldsAround(linesOf(after.text))]
  return found.map(({ oldStart, newStart, lines }) => {
    const marked = markedLines(lines, newStart, after.places)
    const context = Math.max(
      0,
      marked.findIndex(({ sign }) => sign !== ' '),
    )
    const path = marked[context]?.sign === '-' ? old[oldStart - 1 + context] : now[newStart - 1 + context]
    return { path: path ?? '', oldLine: oldStart, newLine: newStart, lines: marked }
  })
}

/** All of a text as added or as removed. */
export function wholeText({ text, places }: PlacedText, sign: '+' | '-'): readonly Hunk[] {
  const lines = linesOf(text).map((line, index) => ({ sign, text: line, at: placeOf(sign, places, index) }))
  return [{ path: '', oldLine: sign === '-' ? 1 : 0, newLine: sign === '+' ? 1 : 0, lines }]
}

interface RawHunk {
  readonly oldStart: number
  readonly newStart: number
  readonly lines: readonly string[]
}

/** What is the same at both ends is left out. */
function wholeHunk(before: string, after: string): RawHunk {
  const [old, now] = [linesOf(before), linesOf(after)]
  const most = Math.min(old.length, now.length)
  let start = 0
  while (start < most && old[start] === now[start]) start++
  let end = 0
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end++
  return {
    oldStart: start + 1,
    newStart: start + 1,
    lines: [
      ...old.slice(start, old.length - end).map(line => `-${line}`),
      ...now.slice(start, now.length - end).map(line => `+${line}`),
    ],
  }
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function markedLines(
  lines: readonly string[],
  newStart: number,
  places: PlacedText['places'],
): readonly DiffLine[] {
  const marked: DiffLine[] = []
  let index = newStart - 1
  for (const line of lines) {
    const sign = signOf(line)
    // `\ No newline at end of file`: not said of documents that all end with one.
    if (sign === undefined) continue
    marked.push({ sign, text: line.slice(1), at: placeOf(sign, places, index) })
    if (sign !== '-') index++
  }
  return marked
}

function signOf(line: string): DiffLine['sign'] | undefined {
  const [sign] = line
  return sign === ' ' || sign === '+' || sign === '-' ? sign : undefined
}

function placeOf(sign: DiffLine['sign'], places: PlacedText['places'], index: number): LinePlace | undefined {
  return sign === '+' ? places.get(index) : undefined
}
