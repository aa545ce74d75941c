import { objectKey, type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { nameOrigin, SOURCE_GROUP } from '../../../render/flux/spec.ts'
import { isBlind } from '../cluster-view.ts'

function message({ id }: Resource): string {
  return `Nothing takes anything from \`${shortId(id)}\`.`
}

export const unusedSource: FleetRule = {
  id: 'source/unused-source',
  scope: 'fleet',
  severity: 'off',
  summary: 'Something takes from every source.',
  why: 'The controller goes on fetching what nobody needs, and readers take it for something that matters.',
  fix: 'Remove the source, or correct what should refer to it.',

  *check({ clusters, areClustersAssumed }) {
    for (const cluster of clusters) {
      if (areClustersAssumed === true || isBlind(cluster)) continue
      const used = new Set<string>()
      for (const { type, target } of cluster.graph.references) {
        if (type === 'sourceRef' || type === 'chartRef') used.add(objectKey(target))
      }
      for (const { resource, build } of cluster.objects) {
        if (resource.id.group !== SOURCE_GROUP || used.has(objectKey(resource.id))) continue
        yield { at: nameOrigin(resource), message: message(resource), build, resource, trail: resource.trail }
      }
    }
  },
}
