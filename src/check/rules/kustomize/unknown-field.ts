import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const unknownField: BuildRule = {
  id: 'kustomize/unknown-field',
  scope: 'build',
  severity: 'error',
  summary: 'A kustomization file holds only fields that kustomize knows.',
  why:
    'Kustomize refuses the file; at the path of a Flux Kustomization the field is dropped without a word, and what ' +
    'it asks for never happens.',
  fix: 'Correct the spelling or remove the field.',
  check: build => buildProblems(build, 'unknown-field'),
}
