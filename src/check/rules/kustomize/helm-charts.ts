import type { BuildRule } from '../../../model/rule.ts'

const message = 'The kustomization asks for a Helm chart, and Flux does not let kustomize run Helm.'

export const helmCharts: BuildRule = {
  id: 'kustomize/helm-charts',
  scope: 'build',
  severity: 'error',
  summary: 'No kustomization that Flux builds asks kustomize to run Helm.',
  why: 'Flux builds without `--enable-helm`: the build fails with `must specify --enable-helm`, and nothing of it is applied.',
  fix: 'Write a HelmRelease for the chart.',

  *check({ owner, gaps }) {
    if (owner === undefined) return
    for (const { reason, at, message: text } of gaps) {
      if (reason === 'unsupported' && text.endsWith('kustomize would run Helm.')) yield { at, message }
    }
  },
}
