import type { Cluster, Delivered } from '../../../model/fleet.ts'
import type { Origin } from '../../../model/location.ts'

/** A version that a cluster asks for, and the line that says it. */
export interface Pin {
  /** The name in the matrix: `flux`, `kubernetes`, or the name of a chart. */
  readonly component: string
  /** As it is written; empty where nothing is. */
  readonly version: string
  /** The value, else what should have one. */
  readonly at: Origin
  readonly delivered: Delivered
  /**
   * What the field means, where the text alone does not tell: one thing for ever, such as a tag of Git or what has a
   * digest beside it; or a line of releases, such as `v1.7`, which the field asks for.
   */
  readonly means?: 'one-thing' | 'release-line'
}

/** One way to read a version off the objects of a cluster. */
export interface Fact {
  readonly id: string
  find(cluster: Cluster): Iterable<Pin>
}
