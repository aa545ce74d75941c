import type { Build } from '../model/build.ts'
import type { Cluster, Fleet } from '../model/fleet.ts'
import type { Raised } from '../model/raised.ts'
import { buildOf } from './chain.ts'

export type ClusterOf = (raised: Raised) => Cluster | undefined

/** Tells the cluster in which a problem shows; undefined for what is tied to none. */
export function clusterFinder({ clusters }: Pick<Fleet, 'clusters'>): ClusterOf {
  const clusterByBuild = new Map<Build, Cluster>()
  for (const cluster of clusters) for (const build of cluster.builds) clusterByBuild.set(build, cluster)
  return raised => {
    const build = buildOf(raised)
    return raised.cluster ?? (build === undefined ? undefined : clusterByBuild.get(build))
  }
}
