import { didYouMean } from '../lib/nearest.ts'
import { clampPath } from '../lib/path.ts'
import type { Cluster } from '../model/fleet.ts'
import { UsageError } from '../model/usage-error.ts'

/**
 * The cluster that a name or the path of its root means; without one, the only one.
 * @throws UsageError where there is none, or more than one to choose from.
 */
export function selectCluster(clusters: readonly Cluster[], name: string | undefined): Cluster {
  const [first, second] = clusters
  if (first === undefined) throw new UsageError('No cluster was found in this repository.')
  if (name === undefined) {
    if (second === undefined) return first
    throw new UsageError(`Name one of the clusters with \`--cluster\`: ${namesOf(clusters).join(', ')}.`)
  }
  const path = clampPath(name)
  const found = clusters.find(cluster => cluster.name === name || cluster.path === path)
  if (found !== undefined) return found
  const hint = didYouMean(name, namesOf(clusters)) ?? `There are ${namesOf(clusters).join(', ')}.`
  throw new UsageError(`There is no cluster \`${name}\`. ${hint}`)
}

/** All of them, or the one that is asked for by name or path. */
export function clustersAsked(clusters: readonly Cluster[], name: string | undefined): readonly Cluster[] {
  return name === undefined ? clusters : [selectCluster(clusters, name)]
}

function namesOf(clusters: readonly Cluster[]): readonly string[] {
  return clusters.map(({ name }) => name)
}
