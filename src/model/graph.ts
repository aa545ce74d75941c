import type { Build } from './build.ts'
import type { Origin } from './location.ts'
import type { ObjectId, Resource } from './resource.ts'

/**
 * `dependsOn`: waits until the target is ready. `sourceRef`, `chartRef`: takes its files, chart or inputs from the target.
 * `applies`: a parent delivers the target. `waits-for`: is ready only after the target (`wait: true`, healthChecks).
 */
export type EdgeType = 'dependsOn' | 'sourceRef' | 'chartRef' | 'applies' | 'waits-for'

/** Who is meant; the version does not matter to Flux. */
export type Target = Omit<ObjectId, 'version'>

export interface Reference {
  readonly type: EdgeType
  readonly from: GraphNode
  readonly target: Target
  /** The value that names the target. */
  readonly at: Origin
  /** A `dependsOn` that the target may fulfil as soon as it is there. */
  readonly isOfExistence?: boolean
  /** A `dependsOn` whose expression asks for readiness, but in a way that may hold before the target is ready. */
  readonly isDoubtful?: boolean
  /** A `dependsOn` with a `readyExpr`, in place of which Flux looks neither at readiness nor at the revision. */
  readonly isByExpression?: boolean
  /** Who applies the target of a health check that is no node of the graph. */
  readonly application?: Reference
}

/** A Flux object of one cluster: Kustomization, HelmRelease, or a source. */
export interface GraphNode {
  readonly key: string
  readonly resource: Resource
  /** The build that delivers it; undefined for a root that something outside the repository applies. */
  readonly build: Build | undefined
}

export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>
  readonly references: readonly Reference[]
}
