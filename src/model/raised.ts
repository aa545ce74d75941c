import type { Build } from './build.ts'
import type { ExemptionMark, GapReason } from './finding.ts'
import type { Cluster } from './fleet.ts'
import type { Origin } from './location.ts'
import type { RuleSummary } from './report.ts'
import type { Problem } from './rule.ts'

/** A problem, the rule that raised it, and the rendering in which it shows. `rule.severity` is the one in force. */
export interface Raised {
  readonly rule: RuleSummary
  readonly problem: Problem
  readonly build?: Build | undefined
  readonly cluster?: Cluster | undefined
  /** Concerns the fleet as a whole: reported whichever clusters are selected. */
  readonly isOfFleet?: boolean
  readonly exemption?: RaisedExemption | undefined
}

/** An exemption that covers what was raised; `at` is where it says its name. */
export interface RaisedExemption extends Omit<ExemptionMark, 'location'> {
  readonly at: Origin
}

/** A gap whose place is not yet a line and column. Equal ones are counted together. */
export interface RaisedGap {
  readonly reason: GapReason
  readonly message: string
  readonly at?: Origin | undefined
  readonly count?: number
}
