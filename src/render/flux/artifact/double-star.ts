import { compileGlobs, type Glob } from '../../../read/git/glob.ts'

type Segment = Glob | 'any'

/**
 * Matches a path as the Go library `doublestar` does: `**` is any number of directories, none too. Undefined for what is
 * not understood here, such as `{a,b}`.
 */
export function doubleStar(pattern: string): ((path: string) => boolean) | undefined {
  const segments: Segment[] = []
  for (const text of pattern.split('/')) {
    const glob = text === '**' ? 'any' : segmentOf(text)
    if (glob === undefined) return undefined
    segments.push(glob)
  }
  return path => fits(segments, path.split('/'))
}

function segmentOf(text: string): Glob | undefined {
  return /[{}\\]/.test(text) ? undefined : compileGlobs(text, 'go')?.[0]
}

/** Row by row, so that many `**` cost no more than pattern length times path length. */
function fits(segments: readonly Segment[], parts: readonly string[]): boolean {
  let reached = new Set([0])
  const widen = (at: ReadonlySet<number>): Set<number> => {
    const wide = new Set(at)
    for (const index of wide) if (segments[index] === 'any') wide.add(index + 1)
    return wide
  }
  reached = widen(reached)
  for (const part of parts) {
    const next = new Set<number>()
    for (const index of reached) {
      const segment = segments[index]
      if (segment === 'any') next.add(index)
      else if (segment?.matches(part) === true) next.add(index + 1)
    }
    reached = widen(next)
  }
  return reached.has(segments.length)
}
