import { scalarAt, textAt, valueIn } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

function message(id: string, kind: string): string {
  return `\`${id}\` takes its chart from a ${kind}, and releases a change of it only with a new version in \`Chart.yaml\`.`
}

export const unreleasedChanges: ResourceRule = {
  id: 'helm/unreleased-changes',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'info',
  summary: 'A chart from a GitRepository or Bucket says when a change of it is released.',
  why: 'By default a changed template is released only when the version in `Chart.yaml` changes, too; without that nothing happens.',
  fix: 'Set `reconcileStrategy: Revision`, or `ChartVersion` where the version is to decide.',

  *check({ resource }) {
    const chart = valueIn(specOf(resource), 'chart', 'spec')
    const reference = valueIn(chart, 'sourceRef')
    const kind = textAt(reference, 'kind')
    if ((kind !== 'GitRepository' && kind !== 'Bucket') || scalarAt(chart, 'reconcileStrategy') !== undefined)
      return
    const at = scalarAt(reference, 'kind') ?? nameOrigin(resource)
    yield { at, message: message(shortId(resource.id), kind), resource, trail: resource.trail }
  },
}
