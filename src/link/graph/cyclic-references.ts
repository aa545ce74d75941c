import type { Graph, Reference } from '../../model/graph.ts'
import { cyclicComponents } from './components.ts'
import { type Moment, type Wait, waitsOf } from './waits.ts'

/**
 * Every reference that is part of some cycle, to draw them apart; `cyclesOf` tells one cycle of each knot. What a member
 * of a cycle applies and waits for is a detour from its being ready to its being reconciled, and no part of the cycle.
 */
export function cyclicReferences(graph: Graph): ReadonlySet<Reference> {
  const knotted = knottedIn([...waitsOf(graph)])
  const detours = detoursIn(knotted)
  const left = detours.size === 0 ? knotted : knottedIn(knotted.filter(wait => !detours.has(wait)))
  return new Set(left.flatMap(({ because }) => (because === undefined ? [] : [because])))
}

/** The waits that lead back to where they begin. */
function knottedIn(waits: readonly Wait[]): readonly Wait[] {
  const numbers = new Map<string, number>()
  const numberOf = (moment: Moment): number => {
    const name = nameOf(moment)
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    return number
  }
  const edges = waits.map(({ waiter, awaited }) => [numberOf(waiter), numberOf(awaited)] as const)
  const successors = Array.from(numbers, (): number[] => [])
  for (const [waiter, awaited] of edges) successors[waiter]?.push(awaited)
  const knots = new Map<number, number>()
  for (const [knot, vertices] of cyclicComponents(successors).entries()) {
    for (const vertex of vertices) knots.set(vertex, knot)
  }
  return waits.filter((_, index) => {
    const [waiter = -1, awaited = -1] = edges[index] ?? []
    return knots.has(waiter) && knots.get(waiter) === knots.get(awaited)
  })
}

/** A wait for a child that leads back to its parent only through what the parent could have waited for itself. */
function detoursIn(waits: readonly Wait[]): ReadonlySet<Wait> {
  const [before, after] = [listedBy(waits, 'awaited'), listedBy(waits, 'waiter')]
  const detours = new Set<Wait>()
  const parents = new Map<string, Wait[]>()
  for (const wait of waits) {
    const parent = parentIn(wait)
    if (parent !== undefined) parents.set(parent, [...(parents.get(parent) ?? []), wait])
  }
  for (const [key, own] of parents) {
    const [ready, reconciled] = [nameOf({ key, state: 'ready' }), nameOf({ key, state: 'reconciled' })]
    const leadingBack = reached(ready, reconciled, name =>
      before.get(name)?.map(({ waiter }) => nameOf(waiter)),
    )
    const ledTo = reached(reconciled, ready, name => after.get(name)?.map(({ awaited }) => nameOf(awaited)))
    for (const wait of own) {
      const isApplied = wait.because?.type === 'applies'
      const isNeeded = isApplied ? ledTo.has(nameOf(wait.waiter)) : leadingBack.has(nameOf(wait.awaited))
      if (!isNeeded) detours.add(wait)
    }
  }
  return detours
}

function parentIn({ because }: Wait): string | undefined {
  return because?.type === 'applies' || because?.type === 'waits-for' ? because.from.key : undefined
}

function listedBy(waits: readonly Wait[], side: 'waiter' | 'awaited'): ReadonlyMap<string, readonly Wait[]> {
  const lists = new Map<string, Wait[]>()
  for (const wait of waits) {
    const name = nameOf(wait[side])
    const known = lists.get(name)
    if (known === undefined) lists.set(name, [wait])
    else known.push(wait)
  }
  return lists
}

/** What can be reached from a moment without another one. */
function reached(
  start: string,
  without: string,
  next: (name: string) => readonly string[] | undefined,
): ReadonlySet<string> {
  const found = new Set<string>()
  const queue = [start]
  for (const name of queue) {
    for (const other of next(name) ?? []) {
      if (other === without || found.has(other)) continue
      found.add(other)
      queue.push(other)
    }
  }
  return found
}

function nameOf({ key, state }: Moment): string {
  return `${key} ${state}`
}
