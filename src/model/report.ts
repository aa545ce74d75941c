import type { Failure, Finding, Gap, GapReason, RuleId, Severity } from './finding.ts'

export interface Totals {
  readonly files: number
  readonly documents: number
  readonly objects: number
  readonly kustomizations: number
  readonly helmReleases: number
  readonly clusters: number
  /** Objects held against a schema. Like the next three, of the whole fleet, and missing where nobody was to look. */
  readonly validated?: number
  /** HelmReleases whose values were held against their chart's schema. */
  readonly releases?: number
  /** Versions compared with the matrix. */
  readonly pins?: number
  /** Policies evaluated, each counted once. */
  readonly policies?: number
  /** Without those that are exempted or ignored. */
  readonly findings: Readonly<Record<Severity, number>>
  /** They are in the report, each with its exemption. */
  readonly exempted: number
  /** They stand in files that the configuration ignores, and are not in the report. */
  readonly ignored: number
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
