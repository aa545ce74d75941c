import type { Build } from '../../../model/build.ts'
import type { Fleet } from '../../../model/fleet.ts'
import type { ParsedFile } from '../../../model/document.ts'
import type { RepoPath } from '../../../model/location.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'
import { isTemplate } from '../templates.ts'

export const syntax: FleetRule = {
  id: 'yaml/syntax',
  scope: 'fleet',
  severity: 'error',
  summary: 'Every YAML file can be read.',
  why: 'A file that cannot be read fails every build that takes it, and where none does, it hides what it was meant to hold.',
  fix: 'Correct the line that the message names; often it is the indentation or a quote of the line before.',

  *check(fleet) {
    const told = new Set<RepoPath>()
    for (const build of buildsOf(fleet)) {
      for (const problem of buildProblems(build, 'syntax')) {
        told.add(problem.at.file.path)
        yield { ...problem, build }
      }
    }
    yield* unreached(fleet, told)
  },
}

function* buildsOf({ clusters, standalone }: Fleet): Generator<Build> {
  for (const { builds } of clusters) yield* builds
  yield* standalone
}

/** Templates are none of them: `templates` counts them as not checked. */
function* unreached({ files, reached }: Fleet, told: ReadonlySet<RepoPath>): Generator<Problem> {
  for (const [path, parsed] of files) {
    if (reached.has(path) || told.has(path) || isTemplate(parsed)) continue
    for (const { at, message, isYaml } of parsed.problems) {
      if (isYaml !== true || isManifest(parsed)) yield { at, message }
    }
  }
}

/** Whether a file that could not be read means to be an object and no configuration of another program. */
function isManifest({ file }: ParsedFile): boolean {
  return /^apiVersion:/m.test(file.text)
}
