import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const brokenTemplate: BuildRule = {
  id: 'flux/broken-template',
  scope: 'build',
  severity: 'error',
  summary: 'Every template of a ResourceSet makes Kubernetes objects of every set of its inputs.',
  why: 'One mistake, in one object or for one set of inputs, and the Flux Operator applies nothing of the ResourceSet.',
  fix: 'Correct the template, or give the input; `get inputs "name" | default "value"` takes an input that may be missing.',
  check: build => buildProblems(build, 'template'),
}
