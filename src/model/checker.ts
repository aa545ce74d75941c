import type { Failure, RuleLevel } from './finding.ts'
import type { Fleet } from './fleet.ts'
import type { Raised, RaisedGap } from './raised.ts'
import type { RuleSummary, Totals } from './report.ts'

/** What a room of `check/` has looked at, so that what was skipped never looks like passed. */
export type CheckCounts = Pick<Totals, 'validated' | 'releases' | 'pins' | 'policies'>

export interface Checked {
  readonly raised: readonly Raised[]
  readonly gaps: readonly RaisedGap[]
  readonly failures: readonly Failure[]
  /** Every rule of this room that was on. */
  readonly rules: readonly RuleSummary[]
  readonly counts: CheckCounts
  /** Ids of rules that could not be asked: a mistake or a gap of this room says why. Their findings are not known. */
  readonly unevaluated?: readonly string[]
}

/** `off` removes a rule before anything runs. */
export type Severities = ReadonlyMap<string, RuleLevel>

/** One room of `check/`: what is wrong with a fleet, from one point of view. Loaded only when the fleet has need of it. */
export interface Checker {
  readonly id: string
  check(fleet: Fleet, severities: Severities): Promise<Checked>
}
