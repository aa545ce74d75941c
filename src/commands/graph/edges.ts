import type { EdgeType } from '../../model/graph.ts'
import type { Picture, PictureEdge } from './picture.ts'

/** One line of a drawing, and the types of what it stands for. */
export interface Line extends PictureEdge {
  readonly types: readonly EdgeType[]
}

/**
 * The lines between boxes, each once. That an object applies itself is left out, and what a parent both applies and
 * waits for is one line, unless only one of the two is part of a cycle.
 */
export function linesOf({ edges }: Picture): readonly Line[] {
  const lines = new Map<string, Line>()
  for (const edge of edges) {
    const { type } = edge.reference
    if (type === 'applies' && edge.from === edge.to) continue
    const key = keyOf(edge, type)
    const applied = type === 'waits-for' ? lines.get(keyOf(edge, 'applies')) : undefined
    if (applied === undefined || applied.isCyclic !== edge.isCyclic) {
      if (!lines.has(key)) lines.set(key, { ...edge, types: [type] })
    } else lines.set(keyOf(edge, 'applies'), { ...edge, types: ['applies', type] })
  }
  return [...lines.values()]
}

function keyOf({ from, to }: PictureEdge, type: EdgeType): string {
  return JSON.stringify([type, from.key, to.key])
}
