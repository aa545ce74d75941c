import type { RepoPath } from '../../../model/location.ts'

export interface CaseOutcome {
  readonly name: string
  readonly outcome: 'pass' | 'fail' | 'skip'
  /** Why it failed or was skipped; `''` where it passed. */
  readonly message: string
}

/** What came of the cases that one file holds. */
export interface SuiteOutcome {
  readonly file: RepoPath
  readonly cases: readonly CaseOutcome[]
}

export function passed(name: string): CaseOutcome {
  return { name, outcome: 'pass', message: '' }
}

export function failed(name: string, message: string): CaseOutcome {
  return { name, outcome: 'fail', message }
}

export function skipped(name: string, message: string): CaseOutcome {
  return { name, outcome: 'skip', message }
}
