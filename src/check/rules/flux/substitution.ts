import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const substitution: BuildRule = {
  id: 'flux/substitution',
  scope: 'build',
  severity: 'error',
  summary: 'Every `${` in what `postBuild` substitutes begins an expression that Flux can read.',
  why: 'One expression that cannot be read fails the whole Kustomization, even where it stands in a script or a dashboard.',
  fix: 'Correct the expression, write `$${` for a literal `${`, or set `kustomize.toolkit.fluxcd.io/substitute: disabled` on the object.',
  check: build => buildProblems(build, 'substitution'),
}
