/** The candidate that was probably meant: within a third of the length in edits, at most three; ties by order. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Math.min(3, Math.max(1, Math.floor(name.length / 3))) + 1
  for (const candidate of candidates) {
    if (candidate === name) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

/** The question after a name that is not known; undefined where nothing is like it. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const near = nearest(name, candidates)
  return near === undefined ? undefined : `Did you mean \`${near}\`?`
}

/** The same question behind a sentence, with a space between; empty where there is none. */
export function hint(name: string, candidates: Iterable<string>): string {
  const question = didYouMean(name, candidates)
  return question === undefined ? '' : ` ${question}`
}

/** Damerau-Levenshtein distance, adjacent transpositions counted once. */
export function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1)
      const swapped = isSwap(a, b, { row, column }) ? at(beforePrevious, column - 2) + 1 : Infinity
      current.push(Math.min(at(previous, column) + 1, at(current, column - 1) + 1, replaced, swapped))
    }
    beforePrevious = previous
    previous = current
  }
  return at(previous, b.length)
}

function at(distances: readonly number[], index: number): number {
  return distances[index] ?? 0
}

function isSwap(a: string, b: string, { row, column }: { row: number; column: number }): boolean {
  return row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
}
