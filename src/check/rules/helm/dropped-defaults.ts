import { itemsAt, textAt, valueIn } from '../../../lib/node.ts'
import { baseName } from '../../../lib/path.ts'
import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message(id: string): string {
  return `The \`valuesFiles\` of \`${id}\` do not list the chart’s own \`values.yaml\`, so its defaults are dropped.`
}

export const droppedDefaults: ResourceRule = {
  id: 'helm/dropped-defaults',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'warning',
  summary: 'Where a release lists `valuesFiles`, the chart’s own `values.yaml` is among them.',
  why: 'The list replaces the defaults of the chart: templates that count on them fail, or render something else.',
  fix: 'Put `values.yaml` of the chart first in the list.',

  *check({ resource }) {
    const chart = valueIn(specOf(resource), 'chart', 'spec')
    const [first, ...others] = itemsAt(chart, 'valuesFiles')
    if (first === undefined) return
    const isListed = [first, ...others].some(
      item => item.kind === 'scalar' && baseName(item.text) === 'values.yaml',
    )
    if (isListed || textAt(chart, 'chart') === undefined) return
    yield { at: first, message: message(shortId(resource.id)), resource, trail: resource.trail }
  },
}
