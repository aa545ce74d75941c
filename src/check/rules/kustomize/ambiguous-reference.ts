import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const ambiguousReference: BuildRule = {
  id: 'kustomize/ambiguous-reference',
  scope: 'build',
  severity: 'error',
  summary: 'A name that kustomize has to follow leads to one object.',
  why: 'Kustomize cannot tell which of several objects of that name is meant, and fails the build.',
  fix: 'Give the objects different names, or set the namespace of the reference.',
  check: build => buildProblems(build, 'ambiguous-reference'),
}
