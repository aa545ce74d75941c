import type { Excerpt } from '../model/finding.ts'
import type { Range } from '../model/location.ts'
import { type Cell, cellsOf } from './cells.ts'

/** One line of a code frame. */
export interface FrameLine {
  readonly number: number
  readonly text: string
  /** Whether the line is one of those that the finding is about. */
  readonly isMarked: boolean
  /** What to underline, in columns from 0; a range over many lines has its lines marked only. */
  readonly underline?: { readonly offset: number; readonly length: number }
}

const WORD = /[\p{L}\p{N}_./-]{1,80}/uy

/** What can be seen of the lines: `room` columns, the first of which is the column `left`. */
interface View {
  readonly left: number
  readonly room: number
}

/** The lines of an excerpt, each cut to `room` columns in such a way that the start of the range can be seen. */
export function codeFrame({ firstLine, lines }: Excerpt, range: Range, room: number): readonly FrameLine[] {
  const focus = range.column - 1
  // A line may be as long as a file; what is far from the range cannot come into view.
  const from = Math.max(0, focus - 2 * room)
  const rows = lines.map(line => cellsOf(line.slice(from, focus + 4 * room)))
  const index = range.line - firstLine
  const end = range.endLine > range.line ? focus : endOfMark(range, lines[index] ?? '')
  const mark = markOf(rows[index] ?? [], { start: focus - from, end: end - from })
  const view = { left: leftOf(mark, room), room }

  return rows.map((cells, row) => {
    const number = firstLine + row
    const isMarked = number >= range.line && number <= range.endLine
    const text = cut(cells, view, from > 0)
    if (row !== index || range.endLine > range.line) return { number, text, isMarked }
    const offset = mark.offset - view.left
    const length = Math.max(1, Math.min(mark.length, room - offset))
    return { number, text, isMarked, underline: { offset, length } }
  })
}

/** An empty range is a place; the word that begins there is easier to see than its first letter. */
function endOfMark({ column, endColumn }: Range, line: string): number {
  if (endColumn > column) return endColumn - 1
  WORD.lastIndex = column - 1
  return column - 1 + (WORD.exec(line)?.[0].length ?? 0)
}

/** The columns of a part of a line that is given in code units. */
function markOf(
  cells: readonly Cell[],
  { start, end }: { readonly start: number; readonly end: number },
): { readonly offset: number; readonly length: number } {
  let offset = 0
  let length = 0
  for (const cell of cells) {
    if (cell.start < start) offset += cell.width
    else if (cell.start < end) length += cell.width
  }
  return { offset, length }
}

function leftOf({ offset, length }: { offset: number; length: number }, room: number): number {
  return offset + Math.min(length, room / 2) < room ? 0 : offset - Math.floor(room / 3)
}

/** What of a line is in view; `…` stands where it goes on. */
function cut(cells: readonly Cell[], { left, room }: View, isCutBefore: boolean): string {
  const seen: string[] = []
  let isFirst = true
  let column = 0
  for (const { text, width } of cells) {
    const at = column - left
    column += width
    if (at < 0) continue
    if (at + width > room) {
      seen.pop()
      seen.push('…')
      break
    }
    if (isFirst && (left > 0 || isCutBefore)) seen.push(' '.repeat(at), '…'.padEnd(width))
    else seen.push(text)
    isFirst = false
  }
  return seen.join('').trimEnd()
}
