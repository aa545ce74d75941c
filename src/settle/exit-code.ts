import type { ExitCode } from '../model/command.ts'
import type { Finding, Severity } from '../model/finding.ts'
import type { Report } from '../model/report.ts'
import { isAtLeast } from './severity-rank.ts'

export interface Threshold {
  /** The lowest severity that counts. */
  readonly failOn: Severity
  /** Whether a gap counts as much as a finding. */
  readonly strict?: boolean
}

/** A failure outweighs every finding: a broken run must never look like a merely red one. */
export function exitCode(
  { findings, gaps, failures }: Pick<Report, 'findings' | 'gaps' | 'failures'>,
  { failOn, strict = false }: Threshold,
): ExitCode {
  if (failures.length > 0) return 2
  if (strict && gaps.length > 0) return 1
  return findings.some(finding => counts(finding, failOn)) ? 1 : 0
}

function counts({ severity, exemption }: Finding, failOn: Severity): boolean {
  return exemption === undefined && isAtLeast(severity, failOn)
}
