import type { Failure } from './finding.ts'
import type { Fleet } from './fleet.ts'
import type { Raised, RaisedGap } from './raised.ts'
import type { RuleSummary } from './report.ts'

/** What a room of `check/` has looked at, so that what was skipped never looks like passed. */
export interface CheckCounts {
  /** Objects held against a schema. */
  readonly validated?: number
  /** HelmReleases whose values were held against their chart's schema. */
  readonly releases?: number
  /** Versions compared with the matrix. */
  readonly pins?: number
  /** Policies evaluated, each counted once. */
  readonly policies?: number
}

export interface Checked {
  readonly raised: readonly Raised[]
  readonly gaps: readonly RaisedGap[]
  readonly failures: readonly Failure[]
  /** Every rule of this room that was on. */
  readonly rules: readonly RuleSummary[]
  readonly counts: CheckCounts
}

/** `off` removes a rule before anything runs. */
export type Severities = ReadonlyMap<string, 'error' | 'warning' | 'info' | 'off'>

/** One room of `check/`: what is wrong with a fleet, from one point of view. Loaded only when the fleet has need of it. */
export interface Checker {
  readonly id: string
  check(fleet: Fleet, severities: Severities): Promise<Checked>
}
