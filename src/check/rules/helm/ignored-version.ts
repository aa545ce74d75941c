import { scalarAt, textAt, valueIn } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message(id: string, version: string, kind: string): string {
  return `The version \`${version}\` of \`${id}\` is not looked at: the chart is whatever its ${kind} holds.`
}

export const ignoredVersion: ResourceRule = {
  id: 'helm/ignored-version',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'warning',
  summary: 'Only a chart of a HelmRepository is asked for in a version.',
  why: 'A chart from a GitRepository or Bucket is taken as it is; the version pins nothing and says something else.',
  fix: 'Remove `version`, and pin the `ref` of the source.',

  *check({ resource }) {
    const chart = valueIn(specOf(resource), 'chart', 'spec')
    const version = scalarAt(chart, 'version')
    const kind = textAt(valueIn(chart, 'sourceRef'), 'kind')
    if (version === undefined || version.text === '*' || (kind !== 'GitRepository' && kind !== 'Bucket'))
      return
    const text = message(shortId(resource.id), version.text, kind)
    yield { at: version, message: text, resource, trail: resource.trail }
  },
}
