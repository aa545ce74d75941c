import type { Location } from './location.ts'

export type Severity = 'error' | 'warning' | 'info'

/** How severe the findings of a rule are; with `off` it does not run. */
export type RuleLevel = Severity | 'off'

/** `area/problem`, the problem as a noun phrase. */
export type RuleId = `${string}/${string}`

/** One step of the way from a cluster's root to the place of a finding. */
export interface ViaStep {
  readonly label: string
  readonly location?: Location
}

/** The lines around a finding, for a code frame. */
export interface Excerpt {
  /** Number of the first line, from 1. */
  readonly firstLine: number
  readonly lines: readonly string[]
}

/**
 * What an exemption says about a finding that it covers. One that is past its date, or approved by its own owner, is
 * an error at its own line instead of at the finding's: one mistake, one finding.
 */
export interface ExemptionMark {
  readonly name: string
  readonly reason: string
  /** The last day on which it holds, `2026-11-24`. */
  readonly expires: string
  readonly state: 'active' | 'expired' | 'self-approved'
  /** Where the exemption says its name. */
  readonly location: Location
}

/** The repository is wrong. */
export interface Finding {
  readonly rule: RuleId
  readonly severity: Severity
  readonly message: string
  readonly fix: string
  readonly location: Location
  /** From the cluster's root to the place, outermost first. */
  readonly via: readonly ViaStep[]
  /** Every build in which the mistake shows, sorted. */
  readonly builds: readonly string[]
  /** Stable over line moves: 16 hex digits of a SHA-256 over rule, file, pointer and message. */
  readonly fingerprint: string
  readonly excerpt?: Excerpt
  readonly exemption?: ExemptionMark
}

export type GapReason =
  | 'encrypted'
  | 'near-schema'
  | 'no-chart'
  | 'no-schema'
  | 'remote-base'
  | 'remote-source'
  | 'template'
  | 'unknown-values'
  | 'unresolved-reference'
  | 'unsupported'

/** We were asked to look and could not. */
export interface Gap {
  readonly reason: GapReason
  readonly message: string
  readonly location?: Location
  /** How many subjects this one line stands for. */
  readonly count: number
}

/** We are wrong: a rule crashed, a file could not be read. */
export interface Failure {
  readonly stage: string
  readonly message: string
}
