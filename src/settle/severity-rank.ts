import type { Severity } from '../model/finding.ts'

const RANK = { info: 0, warning: 1, error: 2 } as const satisfies Record<Severity, number>

export function isAtLeast(severity: Severity, other: Severity): boolean {
  return RANK[severity] >= RANK[other]
}
