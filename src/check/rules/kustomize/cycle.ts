import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const cycle: BuildRule = {
  id: 'kustomize/cycle',
  scope: 'build',
  severity: 'error',
  summary: 'No kustomization includes itself, directly or through others.',
  why: 'Kustomize stops with `cycle detected`, and nothing of the build is applied.',
  fix: 'Remove the entry that leads back.',
  check: build => buildProblems(build, 'cycle'),
}
