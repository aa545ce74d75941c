import type { History } from './history.ts'

/** From where a commit can be reached, as bits. A stale one lies behind a common one that was found. */
const OURS = 1
const THEIRS = 2
const COMMON = 3
const STALE = 4

/** The newest commit that both can reach, as `git merge-base` finds it; undefined where there is none in this clone. */
export function mergeBase(ours: string, theirs: string, history: History): string | undefined {
  const reached = new Map<string, number>()
  const waiting = new Queue(history)
  const reach = (id: string, from: number): void => {
    const known = reached.get(id) ?? 0
    if ((known & from) === from) return
    reached.set(id, known | from)
    waiting.add(id)
  }
  const isFresh = (id: string): boolean => ((reached.get(id) ?? 0) & STALE) === 0
  const common = new Set<string>()
  reach(ours, OURS)
  reach(theirs, THEIRS)
  for (let id = waiting.next(isFresh); id !== undefined; id = waiting.next(isFresh)) {
    const from = reached.get(id) ?? 0
    const isCommon = (from & COMMON) === COMMON
    if (isCommon && isFresh(id)) common.add(id)
    for (const parent of history.commit(id)?.parents ?? []) reach(parent, isCommon ? from | STALE : from)
  }
  return [...common].find(isFresh)
}

/** Commits to look at, the newest first. */
class Queue {
  private readonly history: History
  private readonly ids: string[] = []

  constructor(history: History) {
    this.history = history
  }

  add(id: string): void {
    const date = this.dateOf(id)
    let low = 0
    let high = this.ids.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.dateOf(this.ids[middle] ?? '') < date) low = middle + 1
      else high = middle
    }
    this.ids.splice(low, 0, id)
  }

  /** Undefined as soon as nothing that waits can lead to a better answer. */
  next(isFresh: (id: string) => boolean): string | undefined {
    return this.ids.some(isFresh) ? this.ids.pop() : undefined
  }

  private dateOf(id: string): number {
    return this.history.commit(id)?.date ?? 0
  }
}
