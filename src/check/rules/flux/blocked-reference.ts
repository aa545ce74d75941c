import type { Reference } from '../../../model/graph.ts'
import { shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { HELM_GROUP, KUSTOMIZE_GROUP } from '../../../render/flux/spec.ts'
import { isLockedDown } from '../controllers.ts'

function message({ from, target }: Reference): string {
  return `\`${shortId(from.resource.id)}\` takes from \`${shortId(target)}\`, and this cluster blocks references into other namespaces.`
}

export const blockedReference: ClusterRule = {
  id: 'flux/blocked-reference',
  scope: 'cluster',
  severity: 'error',
  summary: 'Where a cluster blocks references into other namespaces, no object has one.',
  why: 'The controller refuses it for good: `cross-namespace references have been blocked`, and nothing is applied.',
  fix: 'Deliver the source into the namespace of the object.',

  *check(cluster) {
    const locked = new Set(
      [
        { group: KUSTOMIZE_GROUP, controller: 'kustomize-controller' },
        { group: HELM_GROUP, controller: 'helm-controller' },
      ].flatMap(({ group, controller }) => (isLockedDown(cluster, controller) ? [group] : [])),
    )
    if (locked.size === 0) return
    for (const reference of cluster.graph.references) {
      const { type, from, target, at } = reference
      if ((type !== 'sourceRef' && type !== 'chartRef') || !locked.has(from.resource.id.group)) continue
      if (target.namespace === from.resource.id.namespace || from.resource.id.namespace === '') continue
      yield { at, message: message(reference), build: from.build, trail: from.resource.trail }
    }
  },
}
