import { textAt } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

export const ociHelmRepository: ResourceRule = {
  id: 'source/oci-helm-repository',
  scope: 'resource',
  kinds: ['source.toolkit.fluxcd.io/HelmRepository'],
  severity: 'off',
  summary: 'A chart of a registry is taken by an OCIRepository.',
  why: 'A HelmRepository with `type: oci` is maintained no further: it has no status, no digest, and no `layerSelector`.',
  fix: 'Write an OCIRepository for the chart, and refer to it with `chartRef`.',

  *check({ resource }) {
    if (textAt(specOf(resource), 'type') !== 'oci') return
    const message = `\`${shortId(resource.id)}\` is a HelmRepository of a registry.`
    yield { at: nameOrigin(resource), message, resource, trail: resource.trail }
  },
}
