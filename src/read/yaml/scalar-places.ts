import type { Scalar } from '../../model/node.ts'
import type { Places } from './places.ts'
import { type Run, sourceOf } from './runs.ts'

/** Where the characters of a scalar's text stand in its file. */
export function placesIn(scalar: Scalar): Places {
  const lines = identity(scalar) ?? literalRuns(scalar)
  if (lines !== undefined) return apart(lines, scalar)
  const quoted = quotedRuns(scalar)
  if (quoted !== undefined) return adjoining(quoted, scalar)
  const words = wordRuns(scalar)
  return words === undefined ? whole(scalar) : apart(words, scalar)
}

function whole({ start, end }: Scalar): Places {
  return { startOf: () => start, endOf: () => end }
}

/** What stands between two runs belongs to neither: a text ends behind its last character. */
function apart(runs: readonly Run[], scalar: Scalar): Places {
  const startOf = (offset: number): number => placeOf(runs, offset, scalar)
  return { startOf, endOf: offset => (offset === 0 ? startOf(0) : startOf(offset - 1) + 1) }
}

/** Each run ends where the next one begins: a text ends where what follows it begins. */
function adjoining(runs: readonly Run[], scalar: Scalar): Places {
  const startOf = (offset: number): number => placeOf(runs, offset, scalar)
  return { startOf, endOf: startOf }
}

function placeOf(runs: readonly Run[], offset: number, { start, end }: Scalar): number {
  return Math.min(Math.max(sourceOf(runs, offset), start), end)
}

/** A whole file, a plain scalar on one line, quotes without escapes. */
function identity({ file, text, start, end }: Scalar): readonly Run[] | undefined {
  const isQuoted = end - start === text.length + 2 && /["']/.test(file.text.charAt(start))
  const source = isQuoted ? start + 1 : start
  if (!isQuoted && end - start < text.trimEnd().length) return undefined
  return file.text.startsWith(text.trimEnd(), source) ? [{ text: 0, source }] : undefined
}

/** The lines of a literal block stand in the file behind their indention. */
function literalRuns({ file, text, start }: Scalar): readonly Run[] | undefined {
  const runs: Run[] = []
  let lineStart = file.text.lastIndexOf('\n', start - 1) + 1
  let offset = 0
  for (const line of text.replace(/\n+$/, '').split('\n')) {
    const lineEnd = endOfLine(file.text, lineStart)
    const source = lineEnd - line.length
    const isThere = source >= lineStart && file.text.startsWith(line, source)
    if (!isThere || file.text.slice(lineStart, source).trim() !== '') return undefined
    runs.push({ text: offset, source })
    offset += line.length + 1
    lineStart = lineEnd + 1
  }
  return runs
}

const IN_DOUBLE_QUOTES = /(\\(?:x[^]{2}|u[^]{4}|U[^]{8}|\n[ \t]*|[^]))|([ \t]*\n[ \t\n]*)|[^\\ \t\n]+|[ \t]+/g
const IN_SINGLE_QUOTES = /('')|([ \t]*\n[ \t\n]*)|[^' \t\n]+|[ \t]+/g

/** Quotes with escapes and line breaks: a run behind each. */
function quotedRuns({ file, text, start, end }: Scalar): readonly Run[] | undefined {
  const quote = file.text.charAt(start)
  if (quote !== '"' && quote !== "'") return undefined
  const runs: Run[] = []
  let offset = 0
  const inside = file.text.slice(start + 1, end - 1)
  const parts = inside.matchAll(quote === '"' ? IN_DOUBLE_QUOTES : IN_SINGLE_QUOTES)
  for (const { 0: part, 1: escape, 2: fold, index } of parts) {
    runs.push({ text: offset, source: start + 1 + index })
    if (escape !== undefined) offset += escapeLength(escape)
    else offset += fold === undefined ? part.length : Math.max(1, fold.split('\n').length - 2)
  }
  runs.push({ text: offset, source: end - 1 })
  return offset === text.length ? runs : undefined
}

function escapeLength(escape: string): number {
  if (escape.startsWith('\\\n')) return 0
  return escape.startsWith('\\U') && parseInt(escape.slice(2), 16) > 0xffff ? 2 : 1
}

/** Folded and plain text on several lines: each line stands in the text, with white space between. */
function wordRuns({ file, text, start, end }: Scalar): readonly Run[] | undefined {
  const runs: Run[] = []
  let offset = 0
  for (let lineStart = start; lineStart < end; lineStart = endOfLine(file.text, lineStart) + 1) {
    const line = file.text.slice(lineStart, Math.min(endOfLine(file.text, lineStart), end))
    const words = line.trim()
    const at = text.indexOf(words, offset)
    if (at < 0 || text.slice(offset, at).trim() !== '') return undefined
    runs.push({ text: at, source: lineStart + line.indexOf(words) })
    offset = at + words.length
  }
  return text.slice(offset).trim() === '' ? runs : undefined
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found < 0 ? text.length : found
}
