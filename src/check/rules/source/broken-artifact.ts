import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const brokenArtifact: BuildRule = {
  id: 'source/broken-artifact',
  scope: 'build',
  severity: 'error',
  summary: 'Every copy of an ArtifactGenerator finds something in its source.',
  why: 'Flux makes no artifact when one of its copies finds nothing, and what takes its files from it is never applied.',
  fix: 'Correct the alias or the path: it counts from the root of the source, and `**` is one part of a path and no more.',
  check: build => buildProblems(build, 'artifact'),
}
