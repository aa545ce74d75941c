import { locate } from '../lib/locate.ts'
import type { Mapping, Scalar } from '../model/node.ts'
import { emitWithSpans } from '../render/yaml/emit.ts'

/**
 * An object as YAML with a comment behind every value: the file and line that last wrote it and, for a value that was
 * computed, what computed it. The comments change nothing for a reader of YAML.
 */
export function emitWithOrigins(node: Mapping): string {
  const { text, spans } = emitWithSpans(node)
  const comments = new Map<number, string>()
  const lineEnds = lineEndsOf(text)
  for (const span of spans) {
    if (span.isKey) continue
    const isBlock = text[span.start] === '|' || text[span.start] === '>'
    const line = lineAt(lineEnds, isBlock ? span.start : Math.max(span.start, span.end - 1))
    comments.set(line, commentOf(span.node))
  }
  return lineEnds
    .map((end, line) => {
      const start = line === 0 ? 0 : (lineEnds[line - 1] ?? 0) + 1
      return withComment(text.slice(start, end), comments.get(line))
    })
    .join('')
}

function commentOf({ step, ...origin }: Scalar): string {
  const place = `${origin.file.path}:${String(locate(origin).line)}`
  return step === undefined ? place : `${place} (${step.what})`
}

function withComment(line: string, comment: string | undefined): string {
  return comment === undefined ? `${line}\n` : `${line} # ${comment}\n`
}

/** Offset of the line break of each line. */
function lineEndsOf(text: string): readonly number[] {
  const ends: number[] = []
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at)
  return ends
}

function lineAt(lineEnds: readonly number[], offset: number): number {
  let low = 0
  let high = lineEnds.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lineEnds[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
