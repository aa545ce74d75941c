import type { BuildRule } from '../../../model/rule.ts'

const message = 'The plugin is not built into kustomize, and Flux runs no programs for it.'

export const externalPlugin: BuildRule = {
  id: 'kustomize/external-plugin',
  scope: 'build',
  severity: 'error',
  summary: 'No kustomization that Flux builds asks for a plugin that is a program or a container.',
  why: 'Flux builds without plugins: the build fails with `external plugins disabled`, and nothing of it is applied.',
  fix: 'Use a builtin of kustomize, or run the plugin in CI and commit what it makes.',

  *check({ owner, gaps }) {
    if (owner === undefined) return
    for (const { reason, at, message: text } of gaps) {
      if (reason === 'unsupported' && text.endsWith('is not built into kustomize and is not run.'))
        yield { at, message }
    }
  },
}
