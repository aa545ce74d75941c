import type { Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { chartRequest, isVersionRange } from '../chart-requests.ts'

function message({ id }: Resource, { text }: Scalar): string {
  return `The version \`${text}\` of the chart of \`${shortId(id)}\` is neither a version nor a range.`
}

export const unreadableVersion: ResourceRule = {
  id: 'helm/unreadable-version',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'error',
  summary: 'The version of a chart is a version, or a range of versions.',
  why: 'No chart has such a version and it is no range: `improper constraint`, and the release is neither installed nor upgraded.',
  fix: 'Write a version such as `1.2.3`, or a range such as `1.x` or `>=1.2.0 <2.0.0`.',

  *check({ resource }) {
    const version = chartRequest(resource)?.version
    if (version === undefined || version.text === '' || version.text.includes('${')) return
    if (isVersionRange(version.text)) return
    yield { at: version, message: message(resource, version), resource, trail: resource.trail }
  },
}
