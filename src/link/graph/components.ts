/** Edges of a graph whose vertices are numbers from 0. */
export type Successors = readonly (readonly number[])[]

interface Frame {
  readonly vertex: number
  next: number
}

/**
 * Tarjan's strongly connected components, only those that hold a cycle: more than one vertex, or an edge to itself.
 * Without recursion, because a chain in a repository may be longer than the stack. Vertices come in ascending order.
 */
export function cyclicComponents(successors: Successors): number[][] {
  const search = new Search(successors)
  for (let vertex = 0; vertex < successors.length; vertex++) search.from(vertex)
  return search.found
}

class Search {
  readonly found: number[][] = []
  private readonly successors: Successors
  private readonly index: (number | undefined)[] = []
  private readonly low: number[] = []
  private readonly stack: number[] = []
  private readonly onStack = new Set<number>()
  private counter = 0

  constructor(successors: Successors) {
    this.successors = successors
  }

  from(start: number): void {
    if (this.index[start] !== undefined) return
    const frames: Frame[] = [this.enter(start)]
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const successor = this.successors[frame.vertex]?.[frame.next++]
      if (successor === undefined) {
        frames.pop()
        this.leave(frame.vertex, frames.at(-1)?.vertex)
      } else if (this.index[successor] === undefined) frames.push(this.enter(successor))
      else if (this.onStack.has(successor)) this.lower(frame.vertex, this.index[successor] ?? 0)
    }
  }

  private enter(vertex: number): Frame {
    this.index[vertex] = this.low[vertex] = this.counter++
    this.stack.push(vertex)
    this.onStack.add(vertex)
    return { vertex, next: 0 }
  }

  private leave(vertex: number, parent: number | undefined): void {
    if (parent !== undefined) this.lower(parent, this.low[vertex] ?? 0)
    if (this.low[vertex] !== this.index[vertex]) return
    const component = this.stack.splice(this.stack.lastIndexOf(vertex))
    for (const member of component) this.onStack.delete(member)
    const isCyclic = component.length > 1 || (this.successors[vertex]?.includes(vertex) ?? false)
    if (isCyclic) this.found.push(component.sort((a, b) => a - b))
  }

  private lower(vertex: number, to: number): void {
    this.low[vertex] = Math.min(this.low[vertex] ?? to, to)
  }
}
