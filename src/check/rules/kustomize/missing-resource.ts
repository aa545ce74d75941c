import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const missingResource: BuildRule = {
  id: 'kustomize/missing-resource',
  scope: 'build',
  severity: 'error',
  summary: 'Every file and directory that a kustomization names exists.',
  why: 'The build fails as a whole, and Flux goes on with what it applied before.',
  fix: 'Correct the path, add the file, or remove the entry.',
  check: build => buildProblems(build, 'missing-resource'),
}
