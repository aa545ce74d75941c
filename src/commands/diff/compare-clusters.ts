import type { Build } from '../../model/build.ts'
import type { ClusterChange, KustomizationChange } from '../../model/difference.ts'
import type { Delivered } from '../../model/fleet.ts'
import type { Graph } from '../../model/graph.ts'
import type { RepoPath } from '../../model/location.ts'
import { affectedBy } from './affected.ts'
import { BrokenBuilds } from './broken-builds.ts'
import { Effects } from './effects.ts'
import { isOtherName, kustomizationChanges, type PlacedChange } from './kustomization-changes.ts'
import { type BothSecrets, objectChange } from './object-change.ts'
import { type BuildPair, pairBuilds } from './pair-builds.ts'
import { type ObjectPair, pairObjects } from './pair-objects.ts'
import { bothSides, type UnseenPart, unseenIn } from './unseen.ts'
import { finder, valuesChange, type ValuesChange } from './values-changes.ts'

/** What one side has of a cluster; the directories that no cluster reaches are taken for one. */
export interface ClusterSide {
  readonly name: string
  readonly path: RepoPath
  readonly builds: readonly Build[]
  readonly objects: readonly Delivered[]
  readonly graph: Graph
}

export interface ClusterPair {
  readonly before: ClusterSide | undefined
  readonly after: ClusterSide | undefined
}

export interface ComparedCluster {
  /** Undefined where nothing changes. */
  readonly change: ClusterChange | undefined
  readonly changedValues: number
  readonly unseen: readonly UnseenPart[]
  /** Nothing is broken on one side that can be built on the other. */
  readonly isTrusted: boolean
}

export function compareClusters(pair: ClusterPair, secrets: BothSecrets): ComparedCluster {
  const builds = pairBuilds(pair.before?.builds ?? [], pair.after?.builds ?? [])
  const broken = new BrokenBuilds(builds)
  const compared = comparedObjects(pair, { builds, broken, secrets })
  const known = builds.filter(both => !broken.isUnknownBuild(both))
  const kustomizations = kustomizationChanges(
    known,
    compared.flatMap(({ told }) => told ?? []),
  )
  return {
    change: clusterChange(pair, kustomizations),
    changedValues: compared.filter(({ values }) => values?.isChanged === true).length,
    unseen: [...unseenIn(builds), ...compared.flatMap(one => [...unseenValues(one)])],
    isTrusted: !broken.isAny,
  }
}

interface Compared {
  readonly objects: ObjectPair
  readonly values: ValuesChange | undefined
  readonly told: PlacedChange | undefined
}

interface Ground {
  readonly builds: readonly BuildPair[]
  readonly broken: BrokenBuilds
  readonly secrets: BothSecrets
}

function comparedObjects(
  { before, after }: ClusterPair,
  { builds, broken, secrets }: Ground,
): readonly Compared[] {
  const effects = new Effects(after?.builds ?? [], after === undefined)
  const find = { before: finder(before?.objects ?? []), after: finder(after?.objects ?? []) }
  const renamed = new Set(builds.filter(isOtherName).map(both => both.after))
  return pairObjects(builds)
    .filter(objects => !broken.isUnknown(objects))
    .map(objects => {
      const values = valuesChange(objects, find, secrets)
      const change = objectChange(objects, { effects, secrets, values: values?.hunks ?? [] })
      const build = (objects.after ?? objects.before)?.build
      if (change === undefined || build === undefined) return { objects, values, told: undefined }
      // That all of a Kustomization moves is said of the Kustomization.
      const isOnlyMoved = change.hunks.length === 0 && change.values === undefined
      return { objects, values, told: renamed.has(build) && isOnlyMoved ? undefined : { change, build } }
    })
}

function* unseenValues({ objects, values }: Compared): Generator<UnseenPart> {
  if (values === undefined) return
  yield* bothSides(values.gaps.before, values.gaps.after, (objects.after ?? objects.before)?.build.name ?? '')
}

function clusterChange(
  { before, after }: ClusterPair,
  kustomizations: readonly KustomizationChange[],
): ClusterChange | undefined {
  const cluster = after ?? before
  const isSame = before !== undefined && after !== undefined && kustomizations.length === 0
  if (cluster === undefined || isSame) return undefined
  return {
    change: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    name: cluster.name,
    path: cluster.path,
    kustomizations,
    affected: before === undefined || after === undefined ? [] : affectedBy(kustomizations, after.graph),
  }
}
