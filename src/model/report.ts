import type { Failure, Finding, Gap, GapReason, RuleId, Severity } from './finding.ts'

export interface Totals {
  readonly files: number
  readonly documents: number
  readonly objects: number
  readonly kustomizations: number
  readonly helmReleases: number
  readonly clusters: number
  readonly findings: Readonly<Record<Severity, number>>
  readonly exempted: number
  readonly gaps: Readonly<Partial<Record<GapReason, number>>>
  readonly failures: number
}

export interface ClusterSummary {
  readonly name: string
  readonly path: string
  readonly kustomizations: number
  readonly helmReleases: number
  readonly objects: number
}

/** What reporters need to know of a rule. */
export interface RuleSummary {
  readonly id: RuleId
  readonly severity: Severity
  readonly summary: string
  readonly why: string
  readonly fix: string
}

/** Sorted: findings by file, line, column, rule; gaps by reason, place, message; clusters by path; rules by id. */
export interface Report {
  /** Version of this shape, not of the tool. */
  readonly version: 1
  readonly tool: { readonly name: string; readonly version: string }
  readonly totals: Totals
  readonly clusters: readonly ClusterSummary[]
  /** Exempted findings are among them and carry their `exemption`. */
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  readonly failures: readonly Failure[]
  /** Every rule that was on. */
  readonly rules: readonly RuleSummary[]
}
