import type { BuildRule } from '../../../model/rule.ts'
import { buildProblems } from '../../build-problems.ts'

export const invalidResource: BuildRule = {
  id: 'kustomize/invalid-resource',
  scope: 'build',
  severity: 'error',
  summary: 'Every document that a build takes is a Kubernetes object with a kind and a name.',
  why:
    'One document without them fails the whole build; a `values.yaml` or a workflow in the path of a Flux ' +
    'Kustomization is enough, because it takes every YAML file below.',
  fix: 'Complete the object, or move the file out of the path or behind a kustomization.yaml that does not list it.',
  check: build => buildProblems(build, 'invalid-resource'),
}
