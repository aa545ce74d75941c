import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const invalidField: BuildRule = {
  id: 'kustomize/invalid-field',
  scope: 'build',
  severity: 'error',
  summary: 'The fields of a kustomization hold values that kustomize accepts.',
  why: 'Kustomize refuses the file, and nothing of the build is applied.',
  fix: 'Correct the value as the message says.',
  check: build => buildProblems(build, 'invalid-field'),
}
