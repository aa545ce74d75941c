import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { type ChartRequest, chartRequest, isAnyVersion } from '../chart-requests.ts'

function message({ id }: Resource, { chart }: ChartRequest): string {
  return `\`${shortId(id)}\` takes whatever version of the chart \`${chart.text}\` is the newest.`
}

export const floatingVersion: ResourceRule = {
  id: 'helm/floating-version',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'info',
  summary: 'A HelmRelease says which version of its chart it takes.',
  why: 'Without a version the next release of the chart is installed as it comes, breaking changes and all, with no commit to revert.',
  fix: 'Set `version` to a version, or at least to a range as `1.x`.',

  *check({ resource }) {
    const request = chartRequest(resource)
    if (request === undefined || !isAnyVersion(request.version?.text ?? '*')) return
    const at = request.version ?? request.chart
    yield { at, message: message(resource, request), resource, trail: resource.trail }
  },
}
