import type { Origin, Range, SourceFile } from '../model/location.ts'

const lineStarts = new WeakMap<SourceFile, readonly number[]>()

/** Line and column of an origin, computed on demand; the table of lines is kept with the file. */
export function locate({ file, start, end }: Origin): Range {
  const from = placeAt(file, start)
  const to = placeAt(file, Math.max(start, end))
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

export function lineCount(file: SourceFile): number {
  return startsOf(file).length
}

/** Offset of the first character of a line; lines count from 1. */
export function offsetOfLine(file: SourceFile, line: number): number {
  return startsOf(file)[line - 1] ?? file.text.length
}

function placeAt(file: SourceFile, offset: number): { line: number; column: number } {
  const starts = startsOf(file)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}

function startsOf(file: SourceFile): readonly number[] {
  const known = lineStarts.get(file)
  if (known !== undefined) return known
  const starts = [0]
  for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1)
  lineStarts.set(file, starts)
  return starts
}

/** The origin of a whole file: its first character. */
export function startOf(file: SourceFile): Origin {
  return { file, start: 0, end: 0 }
}
