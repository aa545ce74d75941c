import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const patchTarget: BuildRule = {
  id: 'kustomize/patch-target',
  scope: 'build',
  severity: 'error',
  summary: 'Every patch, replacement and replica count finds the object that it names.',
  why: 'Kustomize fails when what a patch without a target names is not in the build, and nothing of it is applied.',
  fix: 'Correct the kind, name or namespace: the id before this level’s own prefix and namespace counts.',
  check: build => buildProblems(build, 'patch-target'),
}
