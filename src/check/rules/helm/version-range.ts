import type { Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { exactVersion } from '../../versions/pins.ts'
import { chartRequest, isAnyVersion, isVersionRange } from '../chart-requests.ts'

function message({ id }: Resource, { text }: Scalar): string {
  return `\`${shortId(id)}\` takes any version of its chart in \`${text}\`.`
}

export const versionRange: ResourceRule = {
  id: 'helm/version-range',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'off',
  summary: 'A HelmRelease takes one version of its chart, and no range.',
  why: 'What runs depends on when the cluster looked: two clusters of one commit differ, and no commit says when it changed.',
  fix: 'Write the version, and let a bot propose the next one.',

  *check({ resource }) {
    const version = chartRequest(resource)?.version
    if (version === undefined || exactVersion(version.text) !== undefined) return
    if (isAnyVersion(version.text) || !isVersionRange(version.text)) return
    yield { at: version, message: message(resource, version), resource, trail: resource.trail }
  },
}
