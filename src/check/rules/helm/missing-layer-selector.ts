import { mapAt } from '../../../lib/node.ts'
import { objectKey, shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

function message(source: string, user: string): string {
  return `\`${source}\`, from which \`${user}\` takes its chart, has no \`layerSelector\`.`
}

export const missingLayerSelector: ClusterRule = {
  id: 'helm/missing-layer-selector',
  scope: 'cluster',
  severity: 'info',
  summary: 'An OCIRepository that holds a chart says which layer is the chart.',
  why:
    'Flux takes the first layer: where a registry or a signer puts another one first, as that of the provenance, the ' +
    'release fails with the next version of the chart.',
  fix: 'Add `layerSelector` with `mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip` and `operation: copy`.',

  *check({ graph }) {
    for (const { type, from, target } of graph.references) {
      const source = type === 'chartRef' ? graph.nodes.get(objectKey(target)) : undefined
      if (source?.resource.id.kind !== 'OCIRepository') continue
      if (mapAt(specOf(source.resource), 'layerSelector') !== undefined) continue
      const at = nameOrigin(source.resource)
      const text = message(shortId(source.resource.id), shortId(from.resource.id))
      yield {
        at,
        message: text,
        build: source.build,
        resource: source.resource,
        trail: source.resource.trail,
      }
    }
  },
}
