import { mapAt, scalarAt, textAt, valueIn } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

function message(id: string, chart: string): string {
  return `\`${id}\` never upgrades the definitions of the chart \`${chart}\`: its \`upgrade\` says nothing about \`crds\`.`
}

/** Widespread charts that keep definitions in their `crds` folder. */
const CHARTS: ReadonlySet<string> = new Set([
  'grafana-operator',
  'kube-prometheus-stack',
  'sealed-secrets',
  'traefik',
  'velero',
])

export const staleDefinitions: ResourceRule = {
  id: 'helm/stale-definitions',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'info',
  summary: 'A release of a chart with definitions says whether an upgrade renews them.',
  why: 'By default the definitions of the first installation stay for ever; a new version of the chart meets old ones and fails.',
  fix: 'Set `upgrade.crds: CreateReplace`, or `Skip` where the definitions come from elsewhere.',

  *check({ resource }) {
    const spec = specOf(resource)
    const chart = scalarAt(valueIn(spec, 'chart', 'spec'), 'chart')
    if (chart === undefined || !CHARTS.has(chart.text)) return
    const isSaid = textAt(mapAt(spec, 'upgrade'), 'crds') ?? textAt(mapAt(spec, 'install'), 'crds')
    if (isSaid !== undefined) return
    const text = message(shortId(resource.id), chart.text)
    yield { at: nameOrigin(resource), message: text, resource, trail: resource.trail }
  },
}
