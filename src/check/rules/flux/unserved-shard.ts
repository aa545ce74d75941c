import { itemsAt, mapAt, scalarAt } from '../../../lib/node.ts'
import type { Cluster } from '../../../model/fleet.ts'
import { shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { isFluxObject } from '../../../link/graph/flux-object.ts'
import { controllersOf, instanceOf } from '../controllers.ts'

const KEY = 'sharding.fluxcd.io/key'

function message(id: string, shard: string): string {
  return `\`${id}\` is for the shard \`${shard}\`, which no controller of this cluster serves.`
}

export const unservedShard: ClusterRule = {
  id: 'flux/unserved-shard',
  scope: 'cluster',
  severity: 'error',
  summary: 'Every sharding key of an object is one that a controller serves.',
  why: 'The main controllers pass over whatever has a sharding key; without a shard nobody reconciles the object.',
  fix: 'Correct the key, or run the shard.',

  *check(cluster) {
    const isServed = servedShards(cluster)
    if (isServed === undefined) return
    for (const { resource, build } of cluster.objects) {
      const shard = isFluxObject(resource.id)
        ? scalarAt(mapAt(mapAt(resource.node, 'metadata'), 'labels'), KEY)
        : undefined
      if (shard === undefined || isServed(shard.text)) continue
      yield {
        at: shard,
        message: message(shortId(resource.id), shard.text),
        build,
        resource,
        trail: resource.trail,
      }
    }
  },
}

/** Undefined where the repository does not hold what runs the controllers. */
function servedShards(cluster: Cluster): ((shard: string) => boolean) | undefined {
  const controllers = controllersOf(cluster)
  const sharding = mapAt(mapAt(instanceOf(cluster), 'spec'), 'sharding')
  if (controllers.length === 0 && instanceOf(cluster) === undefined) return undefined
  const named = itemsAt(sharding, 'shards').flatMap(item => (item.kind === 'scalar' ? [item.text] : []))
  const selectors = controllers
    .flatMap(({ args }) => args)
    .filter(arg => arg.startsWith('--watch-label-selector=') && arg.includes(KEY))
  return shard => named.includes(shard) || selectors.some(selector => selects(selector, shard))
}

/** `sharding.fluxcd.io/key=shard1` or `sharding.fluxcd.io/key in (shard1, shard2)`. */
function selects(selector: string, shard: string): boolean {
  const words = selector.slice(selector.indexOf(KEY) + KEY.length).split(/[\s=,()]+/)
  return !selector.includes(`!${KEY}`) && words.includes(shard)
}
