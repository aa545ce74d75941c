import { compareText } from '../../lib/order.ts'
import type {
  ClusterChange,
  Difference,
  DifferenceTotals,
  Effect,
  ObjectChange,
} from '../../model/difference.ts'
import type { Fleet } from '../../model/fleet.ts'
import { repoPath } from '../../model/location.ts'
import {
  type ClusterPair,
  type ClusterSide,
  compareClusters,
  type ComparedCluster,
} from './compare-clusters.ts'
import { objectCounts } from './counts.ts'
import { SecretValues } from './secret-values.ts'
import { joined } from './unseen.ts'

export interface FleetPair {
  readonly before: Fleet
  readonly after: Fleet
  readonly reference: Difference['reference']
  /** Paths of the clusters to compare; all of them where it is empty. */
  readonly clusters: readonly string[]
}

/** What the difference between two states of a repository does to every cluster. */
export function compareFleets({ before, after, reference, clusters }: FleetPair): Difference {
  const pairs = pairClusters(sidesOf(before), sidesOf(after)).filter(
    pair => clusters.length === 0 || clusters.includes((pair.after ?? pair.before)?.path ?? ''),
  )
  const secrets = { before: new SecretValues(before), after: new SecretValues(after) }
  const compared = pairs.map(pair => compareClusters(pair, secrets))
  const changes = compared.flatMap(({ change }) => change ?? [])
  const unseen = joined(compared.flatMap(({ unseen: parts }) => parts))
  return {
    version: 1,
    reference,
    totals: { ...totalsOf(compared, changes), unseen: unseen.length },
    clusters: changes,
    unseen,
    isTrusted: compared.every(({ isTrusted }) => isTrusted),
  }
}

/** What no cluster reaches is only looked at where there is no cluster. */
function sidesOf({ clusters, standalone }: Fleet): readonly ClusterSide[] {
  if (standalone.length === 0) return clusters
  const loose = {
    name: 'directories',
    path: repoPath(''),
    builds: standalone,
    objects: standalone.flatMap(build => build.resources.map(resource => ({ resource, build }))),
    graph: { nodes: new Map(), references: [] },
  }
  return [...clusters, loose]
}

/** By the path of the root. */
function pairClusters(before: readonly ClusterSide[], after: readonly ClusterSide[]): readonly ClusterPair[] {
  const old = new Map(before.map(side => [side.path, side]))
  const now = new Map(after.map(side => [side.path, side]))
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort(compareText)
  return paths.map(path => ({ before: old.get(path), after: now.get(path) }))
}

function totalsOf(
  compared: readonly ComparedCluster[],
  changes: readonly ClusterChange[],
): Omit<DifferenceTotals, 'unseen'> {
  const kustomizations = changes.flatMap(change => change.kustomizations)
  const told = kustomizations.flatMap(({ objects }) => objects)
  return {
    clusters: compared.length,
    changedClusters: changes.length,
    changedKustomizations: kustomizations.length,
    objects: objectCounts(told),
    effects: effectCounts(told),
    changedValues: compared.reduce((sum, { changedValues }) => sum + changedValues, 0),
    affected: changes.reduce((sum, { affected }) => sum + affected.length, 0),
  }
}

function effectCounts(objects: readonly ObjectChange[]): DifferenceTotals['effects'] {
  const counts: Record<Effect, number> = { create: 0, update: 0, delete: 0, keep: 0, risk: 0 }
  for (const { effect } of objects) counts[effect]++
  return counts
}
