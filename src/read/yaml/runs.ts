/** From `text` on, a text is another text's from `source` on, until the next run. */
export interface Run {
  readonly text: number
  readonly source: number
}

/** Where the character at `offset` stands in the other text; runs are in order, the first from 0. */
export function sourceOf(runs: readonly Run[], offset: number): number {
  let low = 0
  let high = runs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((runs[middle]?.text ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const run = runs[low]
  return run === undefined ? offset : run.source + offset - run.text
}
