import type { BuildGap, BuildProblem } from '../../model/build.ts'
import type { Origin, RepoPath } from '../../model/location.ts'
import type { Context } from './context.ts'

/** What a build finds on its way. A base that is used twice is built twice, and its mistakes count once. */
export interface Findings {
  problems(): readonly BuildProblem[]
  gaps(): readonly BuildGap[]
  readonly used: ReadonlySet<RepoPath>
  readonly take: Pick<Context, 'report' | 'gap' | 'uses'>
}

export function createFindings(): Findings {
  const problems = new Map<string, BuildProblem>()
  const gaps = new Map<string, BuildGap>()
  const used = new Set<RepoPath>()
  return {
    problems: () => [...problems.values()],
    gaps: () => [...gaps.values()],
    used,
    take: {
      report: problem => {
        addOnce(problems, `${problem.code} ${placeOf(problem.at)} ${problem.message}`, problem)
      },
      gap: gap => {
        addOnce(gaps, `${gap.reason} ${placeOf(gap.at)} ${gap.message}`, gap)
      },
      uses: path => {
        used.add(path)
      },
    },
  }
}

function addOnce<T>(found: Map<string, T>, key: string, value: T): void {
  if (!found.has(key)) found.set(key, value)
}

function placeOf({ file, start }: Origin): string {
  return `${file.path}:${String(start)}`
}
