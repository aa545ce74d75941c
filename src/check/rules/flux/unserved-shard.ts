import { mapAt, valueIn } from '../../../lib/node.ts'
import type { Cluster } from '../../../model/fleet.ts'
import type { Scalar } from '../../../model/node.ts'
import { groupKind, type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { isForAnotherCluster } from '../../../link/graph/flux-object.ts'
import { HELM_GROUP } from '../../../render/flux/spec.ts'
import { controllerOf, unservedLabel } from '../shards.ts'

function message(id: string, shard: string): string {
  return `\`${id}\` is for the shard \`${shard}\`, which no controller of this cluster serves.`
}

export const unservedShard: ClusterRule = {
  id: 'flux/unserved-shard',
  scope: 'cluster',
  severity: 'error',
  summary: 'Every sharding key of an object is one that a controller serves.',
  why: 'Where there are shards, the main controllers pass over whatever has the sharding key; without a shard of that name nobody reconciles the object.',
  fix: 'Correct the key, or run the shard.',

  *check(cluster) {
    for (const { resource, build } of cluster.objects) {
      if (isForAnotherCluster(build)) continue
      for (const at of unservedLabels(cluster, resource)) {
        yield { at, message: message(shortId(resource.id), at.text), build, resource, trail: resource.trail }
      }
    }
  },
}

/** Its own, and that of the HelmChart that helm-controller makes for a release (spec/flux.md 3.8). */
function* unservedLabels(cluster: Cluster, { id, node }: Resource): Generator<Scalar> {
  const controller = controllerOf(id)
  if (controller === undefined) return
  const own = unservedLabel(cluster, controller, mapAt(mapAt(node, 'metadata'), 'labels'))
  if (own !== undefined) yield own
  if (groupKind(id) !== `${HELM_GROUP}/HelmRelease`) return
  const labels = mapAt(valueIn(node, 'spec', 'chart', 'metadata'), 'labels')
  const made = unservedLabel(cluster, 'source-controller', labels)
  if (made !== undefined) yield made
}
