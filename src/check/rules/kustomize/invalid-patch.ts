import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const invalidPatch: BuildRule = {
  id: 'kustomize/invalid-patch',
  scope: 'build',
  severity: 'error',
  summary: 'Every patch is one that kustomize can read and apply.',
  why: 'A JSON patch whose path does not exist, or a text that is no patch, fails the whole build.',
  fix: 'Correct the operation or its path, or write the patch as a strategic merge patch.',
  check: build => buildProblems(build, 'invalid-patch'),
}
