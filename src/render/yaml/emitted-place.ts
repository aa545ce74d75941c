import { type Origin, repoPath } from '../../model/location.ts'
import type { Emitted, Span } from './emit.ts'

/** Where a piece of an emitted text stands in the file that its scalar came from. */
export function placeOf({ text, spans }: Emitted, start: number, end: number): Origin {
  const span = spanAt(spans, start)
  if (span === undefined) return { file: { path: repoPath(''), text: '' }, start: 0, end: 0 }
  return narrowed(span.node, text.slice(start, end))
}

/** The scalar around an offset, else the last one before it. */
function spanAt(spans: readonly Span[], offset: number): Span | undefined {
  let low = 0
  let high = spans.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((spans[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return spans[low]
}

function narrowed(origin: Origin, expression: string): Origin {
  const at = origin.file.text.slice(origin.start, origin.end).indexOf(expression)
  if (at < 0) return { file: origin.file, start: origin.start, end: origin.end }
  const start = origin.start + at
  return { file: origin.file, start, end: start + expression.length }
}
