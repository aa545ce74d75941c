import { compareText } from '../../lib/order.ts'
import type { Graph, Reference } from '../../model/graph.ts'
import { cyclicComponents } from './components.ts'
import { type Moment, type Wait, waitsOf } from './waits.ts'

/** `waiter` and `awaited` are keys of the graph; for `applies` the waiter is the reference's target. */
export interface CycleStep {
  readonly waiter: string
  readonly awaited: string
  readonly because: Reference
}

/** Each step's `awaited` is the next one's `waiter`; the last one's is the first one's. */
export type Cycle = readonly CycleStep[]

/**
 * Deadlocks of one cluster: of each knot of objects that wait for one another the shortest cycle, the same one
 * whatever the order of the files, starting at a `dependsOn` where there is one. Sorted by the first waiter.
 */
export function cyclesOf(graph: Graph): readonly Cycle[] {
  const references = graph.references.map(asCertain)
  const waits = numbered(waitsOf({ ...graph, references }))
  const cycles = cyclicComponents(waits.successors)
    .map(component => rotated(shortestCycle(waits, component)))
    .filter(cycle => cycle.length > 0)
  return cycles.sort((a, b) => compareText(a[0]?.waiter ?? '', b[0]?.waiter ?? ''))
}

/** An expression that may hold before its target is ready needs the target to be there, and no more for certain. */
function asCertain(reference: Reference): Reference {
  return reference.isDoubtful === true ? { ...reference, isOfExistence: true } : reference
}

interface NumberedWaits {
  readonly successors: readonly (readonly number[])[]
  /** The wait behind each of `successors`. */
  readonly because: readonly (readonly Wait[])[]
}

/** Vertices in the order of their names, so that the numbers do not depend on the order of the files. */
function numbered(found: Iterable<Wait>): NumberedWaits {
  const waits = [...found]
  const names = new Set(waits.flatMap(({ waiter, awaited }) => [nameOf(waiter), nameOf(awaited)]))
  const numbers = new Map([...names].sort(compareText).map((name, number) => [name, number]))
  const outgoing = Array.from(numbers, () => new Map<number, Wait>())
  for (const wait of waits) {
    const edges = outgoing[numbers.get(nameOf(wait.waiter)) ?? -1]
    const awaited = numbers.get(nameOf(wait.awaited)) ?? -1
    if (edges?.has(awaited) === false) edges.set(awaited, wait)
  }
  const sorted = outgoing.map(edges => [...edges].sort(([a], [b]) => a - b))
  return {
    successors: sorted.map(edges => edges.map(([vertex]) => vertex)),
    because: sorted.map(edges => edges.map(([, wait]) => wait)),
  }
}

function nameOf({ key, state }: Moment): string {
  return `${key} ${state}`
}

/** More starting points than this are not tried: in a knot so large any short cycle is as good. */
const MOST_STARTS = 500

function shortestCycle(waits: NumberedWaits, component: readonly number[]): Wait[] {
  const members = new Set(component)
  let shortest: Wait[] | undefined
  for (const start of component.slice(0, MOST_STARTS)) {
    const cycle = cycleThrough(waits, start, members)
    if (shortest === undefined || cycle.length < shortest.length) shortest = cycle
  }
  return shortest ?? []
}

/** Breadth first from `start` back to it. */
function cycleThrough(waits: NumberedWaits, start: number, members: ReadonlySet<number>): Wait[] {
  const reachedBy = new Map<number, { from: number; wait: Wait }>()
  const queue = [start]
  for (const vertex of queue) {
    for (const [index, successor] of (waits.successors[vertex] ?? []).entries()) {
      const wait = waits.because[vertex]?.[index]
      if (wait === undefined || !members.has(successor) || reachedBy.has(successor)) continue
      reachedBy.set(successor, { from: vertex, wait })
      if (successor === start) return backtrack(reachedBy, start)
      queue.push(successor)
    }
  }
  return []
}

function backtrack(reachedBy: ReadonlyMap<number, { from: number; wait: Wait }>, start: number): Wait[] {
  const cycle: Wait[] = []
  let vertex = start
  do {
    const step = reachedBy.get(vertex)
    if (step === undefined) return []
    cycle.push(step.wait)
    vertex = step.from
  } while (vertex !== start)
  return cycle.reverse()
}

function rotated(waits: readonly Wait[]): Cycle {
  const steps = waits.flatMap(({ waiter, awaited, because }) =>
    because === undefined ? [] : [{ waiter: waiter.key, awaited: awaited.key, because }],
  )
  const isDependency = ({ because }: CycleStep): boolean => because.type === 'dependsOn'
  const candidates = steps.some(isDependency) ? steps.filter(isDependency) : steps
  const [first] = [...candidates].sort((a, b) => compareText(a.waiter, b.waiter))
  const start = first === undefined ? 0 : steps.indexOf(first)
  return [...steps.slice(start), ...steps.slice(0, start)]
}
