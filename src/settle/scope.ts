import { isWithin, parentPath } from '../lib/path.ts'
import type { Cluster, Fleet } from '../model/fleet.ts'
import type { RepoPath } from '../model/location.ts'
import type { Raised, RaisedGap } from '../model/raised.ts'
import type { ClusterSummary } from '../model/report.ts'
import { clusterFinder } from './cluster-of.ts'

/** What a report is about. */
export interface Scope {
  readonly isWhole: boolean
  readonly hasRaised: (raised: Raised) => boolean
  readonly hasGap: (gap: RaisedGap) => boolean
  readonly hasCluster: (cluster: Pick<ClusterSummary, 'name' | 'path'>) => boolean
}

const EVERYTHING: Scope = {
  isWhole: true,
  hasRaised: () => true,
  hasGap: () => true,
  hasCluster: () => true,
}

/**
 * Narrows a report to the clusters that `selected` names, by name or by path; none means all. What is tied to no
 * cluster (a syntax error, a file that nothing lists) is kept where its file stands in a selected cluster's folder, or
 * beside a file of which that cluster is made; what has no place at all, or concerns the fleet, is kept always.
 */
export function scopeOf(fleet: Fleet, selected: readonly string[] = []): Scope {
  if (selected.length === 0) return EVERYTHING
  const names = new Set(selected.map(name => (name.endsWith('/') ? name.slice(0, -1) : name)))
  const hasCluster: Scope['hasCluster'] = ({ name, path }) => names.has(name) || names.has(path)
  const clusters = fleet.clusters.filter(hasCluster)
  const clusterOf = clusterFinder(fleet)
  const directories = new Set(clusters.flatMap(directoriesOf))

  const hasFile = (path: RepoPath): boolean =>
    directories.has(parentPath(path)) || clusters.some(cluster => isWithin(path, cluster.path))
  return {
    isWhole: false,
    hasCluster,
    hasGap: ({ at }) => at === undefined || hasFile(at.file.path),
    hasRaised(raised) {
      if (raised.isOfFleet === true) return true
      const cluster = clusterOf(raised)
      return cluster === undefined ? hasFile(raised.problem.at.file.path) : hasCluster(cluster)
    },
  }
}

/** The directories whose files a cluster is made of. */
function directoriesOf({ builds }: Cluster): readonly RepoPath[] {
  const directories = new Set<RepoPath>()
  for (const { directory, resources } of builds) {
    directories.add(directory)
    for (const { node, trail } of resources) {
      directories.add(parentPath(node.file.path))
      for (let entry = trail; entry !== undefined; entry = entry.parent) {
        directories.add(parentPath(entry.at.file.path))
      }
    }
  }
  return [...directories]
}
