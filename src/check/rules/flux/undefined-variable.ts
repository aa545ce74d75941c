import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const undefinedVariable: BuildRule = {
  id: 'flux/undefined-variable',
  scope: 'build',
  severity: 'error',
  summary: 'Every variable that `postBuild` would substitute has a value.',
  why: 'Since Flux 2.9 the whole Kustomization fails; before, the variable becomes an empty text that is applied.',
  fix: 'Set the variable in `postBuild`, give it a default as in `${name:=value}`, or write `$${name}` for a literal.',
  check: build => buildProblems(build, 'undefined-variable'),
}
