import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const missingPath: BuildRule = {
  id: 'flux/missing-path',
  scope: 'build',
  severity: 'error',
  summary: 'The `path` of a Kustomization is a directory of its source.',
  why: 'Flux reports `kustomization path not found`, applies nothing and leaves the cluster as it was, while Git says otherwise.',
  fix: 'Correct the path: it counts from the root of the source and is case-sensitive.',
  check: build => buildProblems(build, 'missing-path'),
}
