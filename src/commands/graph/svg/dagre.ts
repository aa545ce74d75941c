import * as dagre from '@dagrejs/dagre'

/** The part of dagre that is used. Its own types name files without an extension, which Node's resolution refuses. */
interface Dagre {
  readonly Graph: new (options: { multigraph: boolean }) => DagreGraph
  readonly layout: (graph: DagreGraph) => void
}

export interface DagreGraph {
  setGraph(label: { rankdir: 'LR'; nodesep: number; edgesep: number; ranksep: number }): void
  setNode(name: string, label: { width: number; height: number }): void
  setEdge(from: string, to: string, label: object, name: string): void
  /** After the layout with its middle. */
  node(name: string): { readonly x?: number; readonly y?: number }
  /** After the layout with its way; the first and the last point stand on the sides of boxes. */
  edge(from: string, to: string, name: string): { readonly points?: { x: number; y: number }[] }
}

const typed = dagre as unknown as Dagre

export const Graph: Dagre['Graph'] = typed.Graph
export const layout: Dagre['layout'] = typed.layout
