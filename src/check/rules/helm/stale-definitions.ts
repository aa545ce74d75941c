import { mapAt, textAt } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'
import { chartOf } from '../chart-definitions.ts'
import { objectsOf } from '../cluster-view.ts'

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

export const staleDefinitions: ClusterRule = {
  id: 'helm/stale-definitions',
  scope: 'cluster',
  severity: 'info',
  summary: 'A release of a chart with definitions says whether an upgrade renews them.',
  why: 'By default the definitions of the first installation stay for ever; a new version of the chart meets old ones and fails.',
  fix: 'Set `upgrade.crds: CreateReplace`, or `Skip` where the definitions come from elsewhere.',

  *check(cluster) {
    for (const { resource, build } of objectsOf(cluster, 'helm.toolkit.fluxcd.io/HelmRelease')) {
      const chart = chartOf(resource, cluster)
      const spec = specOf(resource)
      if (!CHARTS.has(chart) || textAt(mapAt(spec, 'upgrade'), 'crds') !== undefined) continue
      // Who skips them at the installation has them from elsewhere.
      if (textAt(mapAt(spec, 'install'), 'crds') === 'Skip') continue
      const text = message(shortId(resource.id), chart)
      yield { at: nameOrigin(resource), message: text, build, resource, trail: resource.trail }
    }
  },
}
