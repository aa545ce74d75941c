import type { Graph } from '../../model/graph.ts'
import { type Moment, waitsOf } from './waits.ts'

/** What comes before what on a new cluster, as far as the objects of the graph wait for one another. */
export class Order {
  private readonly awaited = new Map<string, Set<string>>()
  private readonly reached = new Map<string, ReadonlySet<string>>()

  constructor(graph: Graph) {
    for (const { waiter, awaited } of waitsOf(graph)) {
      const known = this.awaited.get(nameOf(waiter)) ?? new Set()
      this.awaited.set(nameOf(waiter), known.add(nameOf(awaited)))
    }
  }

  /** Whether the waiter's moment can only come after the other. */
  isAfter(waiter: Moment, awaited: Moment): boolean {
    return this.before(nameOf(waiter)).has(nameOf(awaited))
  }

  private before(start: string): ReadonlySet<string> {
    const known = this.reached.get(start)
    if (known !== undefined) return known
    const found = new Set<string>()
    const queue = [start]
    for (const name of queue) {
      for (const other of this.awaited.get(name) ?? []) {
        if (found.has(other)) continue
        found.add(other)
        queue.push(other)
      }
    }
    this.reached.set(start, found)
    return found
  }
}

function nameOf({ key, state }: Moment): string {
  return `${key} ${state}`
}
