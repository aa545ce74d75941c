import type { Build, BuildProblemCode } from '../model/build.ts'
import type { Problem } from '../model/rule.ts'

/** The problems of one kind that a rendering met, as a rule yields them. */
export function* buildProblems({ problems }: Build, code: BuildProblemCode): Generator<Problem> {
  for (const { code: found, at, message, fix, trail } of problems) {
    if (found === code) yield { at, message, fix, trail }
  }
}
