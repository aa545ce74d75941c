import type { BuildGap, BuildProblem, PatchAim } from '../../model/build.ts'
import type { Origin, RepoPath } from '../../model/location.ts'
import type { Context } from './context.ts'

/** What a build finds on its way. A base that is used twice is built twice, and its mistakes count once. */
export interface Findings {
  problems(): readonly BuildProblem[]
  gaps(): readonly BuildGap[]
  aims(): readonly PatchAim[]
  readonly used: ReadonlySet<RepoPath>
  readonly take: Pick<Context, 'report' | 'gap' | 'uses'> & Required<Pick<Context, 'aims'>>
}

export function createFindings(): Findings {
  const problems = new Map<string, BuildProblem>()
  const gaps = new Map<string, BuildGap>()
  const aims = new Map<string, PatchAim>()
  const used = new Set<RepoPath>()
  return {
    problems: () => [...problems.values()],
    gaps: () => [...gaps.values()],
    aims: () => [...aims.values()],
    used,
    take: {
      report: problem => {
        addOnce(problems, `${problem.code} ${placeOf(problem.at)} ${problem.message}`, problem)
      },
      gap: gap => {
        addOnce(gaps, `${gap.reason} ${placeOf(gap.at)} ${gap.message}`, gap)
      },
      // A base that is used twice may hold what is meant once.
      aims: aim => {
        const place = placeOf(aim.target)
        if (aim.isMet || !aims.has(place)) aims.set(place, aim)
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
