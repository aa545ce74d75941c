import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const duplicateId: BuildRule = {
  id: 'kustomize/duplicate-id',
  scope: 'build',
  severity: 'error',
  summary: 'A build holds each object once.',
  why: 'Kustomize refuses to add an id that is registered already, and nothing of the build is applied.',
  fix: 'Remove one of the two, or turn one into a patch of the other.',
  check: build => buildProblems(build, 'duplicate-id'),
}
