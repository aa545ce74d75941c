import { mapAt, textAt } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

export const undetectedDrift: ResourceRule = {
  id: 'helm/undetected-drift',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'off',
  summary: 'A HelmRelease notices when somebody changes what it has installed.',
  why: 'By default a HelmRelease looks at its chart and its values only: what is changed or deleted in the cluster stays so.',
  fix: 'Set `driftDetection.mode: enabled`, or `warn` to be told only.',

  *check({ resource }) {
    const mode = textAt(mapAt(specOf(resource), 'driftDetection'), 'mode') ?? 'disabled'
    if (mode !== 'disabled') return
    const message = `\`${shortId(resource.id)}\` does not notice what is changed in the cluster.`
    yield { at: nameOrigin(resource), message, resource, trail: resource.trail }
  },
}
