import { scalarAt } from '../../../lib/node.ts'
import { type ObjectId, shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { type RemovedApi, removedApi } from '../kubernetes-apis.ts'

function message(id: ObjectId, { removedIn, successor }: RemovedApi): string {
  return `The version \`${id.group}/${id.version}\` of \`${shortId(id)}\` is not in Kubernetes ${removedIn} and later, which have \`${successor}\`.`
}

export const outdatedKubernetesApi: ClusterRule = {
  id: 'flux/outdated-kubernetes-api',
  scope: 'cluster',
  severity: 'warning',
  summary: 'No object has an `apiVersion` that an upgrade of Kubernetes takes away.',
  why: 'One object with a version that the API server does not know keeps all the others of its Kustomization from being applied.',
  fix: 'Write the version that took its place, and follow its changes, before Kubernetes is upgraded.',

  *check(cluster) {
    for (const { resource, build } of cluster.objects) {
      const { id, node, trail } = resource
      const removed = removedApi(id, cluster)
      // What no cluster of this Flux can serve is an error of its own.
      if (removed === undefined || removed.isGone) continue
      const at = scalarAt(node, 'apiVersion') ?? node
      const fix = `Write \`${removed.successor}\`.`
      yield { at, message: message(id, removed), fix, build, resource, trail }
    }
  },
}
