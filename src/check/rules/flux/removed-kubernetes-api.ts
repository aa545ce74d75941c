import { scalarAt } from '../../../lib/node.ts'
import { type ObjectId, shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { removedApi } from '../kubernetes-apis.ts'

function message(id: ObjectId, removedIn: string): string {
  return `Kubernetes ${removedIn} and later serve no \`${id.group}/${id.version}\` of \`${shortId(id)}\`.`
}

export const removedKubernetesApi: ClusterRule = {
  id: 'flux/removed-kubernetes-api',
  scope: 'cluster',
  severity: 'error',
  summary:
    'No object has an `apiVersion` that Kubernetes dropped before the oldest version that the cluster’s Flux supports.',
  why: 'The API server knows no such kind, and one such object keeps all the others of its Kustomization from being applied.',
  fix: 'Write the version that took its place, and follow its changes.',

  *check(cluster) {
    for (const { resource, build } of cluster.objects) {
      const { id, node, trail } = resource
      const removed = removedApi(id, cluster)
      if (removed?.isGone !== true) continue
      const { removedIn, successor } = removed
      const at = scalarAt(node, 'apiVersion') ?? node
      yield { at, message: message(id, removedIn), fix: `Write \`${successor}\`.`, build, resource, trail }
    }
  },
}
