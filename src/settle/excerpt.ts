import { lineCount, offsetOfLine } from '../lib/locate.ts'
import type { Excerpt } from '../model/finding.ts'
import type { Range, SourceFile } from '../model/location.ts'

const LINES_BEFORE = 2
const MAX_LINES_OF_RANGE = 4

/** The lines of a range, a few at most, and what stands right before them in the same document. */
export function excerptOf(file: SourceFile, { line, endLine }: Range): Excerpt | undefined {
  if (file.text === '') return undefined
  const last = Math.min(endLine, line + MAX_LINES_OF_RANGE - 1, lineCount(file))
  const firstLine = firstContextLine(file, line)
  const lines: string[] = []
  for (let number = firstLine; number <= last; number++) lines.push(lineOf(file, number))
  return { firstLine, lines }
}

function firstContextLine(file: SourceFile, line: number): number {
  const first = Math.max(1, line - LINES_BEFORE)
  let start = line
  for (let number = line - 1; number >= first; number--) {
    const text = lineOf(file, number)
    if (text.startsWith('---')) break
    if (text.trim() !== '') start = number
  }
  return start
}

function lineOf(file: SourceFile, line: number): string {
  const text = file.text.slice(offsetOfLine(file, line), offsetOfLine(file, line + 1))
  return text.endsWith('\n') ? text.slice(0, -1) : text
}
