import type { GapReason } from './finding.ts'
import type { RepoPath } from './location.ts'
import type { ObjectId } from './resource.ts'

/** A line of a file, from 1. */
export interface LinePlace {
  readonly file: RepoPath
  readonly line: number
}

/** One line of a unified diff of YAML. */
export interface DiffLine {
  readonly sign: ' ' | '+' | '-'
  readonly text: string
  /** Where the work tree wrote the value; only of added lines. */
  readonly at?: LinePlace | undefined
}

export interface Hunk {
  /** The field in which its first change stands: `spec.template.spec.containers`; `''` at the top. */
  readonly path: string
  /** Numbers of the first line, from 1. */
  readonly oldLine: number
  readonly newLine: number
  readonly lines: readonly DiffLine[]
}

/** Of a Kustomization: its namespace and name. */
export interface OwnerName {
  readonly namespace: string
  readonly name: string
}

/**
 * What becomes of an object in the cluster: `keep` where it leaves the repository and Flux does not delete it;
 * `risk` where it may be deleted and made anew, because another Kustomization takes it over from one that prunes.
 */
export type Effect = 'create' | 'update' | 'delete' | 'keep' | 'risk'

export interface ObjectChange {
  readonly change: 'added' | 'removed' | 'changed' | 'moved'
  readonly id: ObjectId
  /** Its id before, where that was another: a hash in its name, its version, its namespace. */
  readonly was?: ObjectId | undefined
  /** The Kustomization that applied it before, where that was another. */
  readonly from?: OwnerName | undefined
  readonly effect: Effect
  /** Why the effect is what it is, where that is not plain; one sentence. */
  readonly note?: string | undefined
  /** Where it is written; of a removed one, where it was. */
  readonly at?: LinePlace | undefined
  readonly added: number
  readonly removed: number
  readonly hunks: readonly Hunk[]
  /** Of a HelmRelease: what changes of the values that it composes from other objects. */
  readonly values?: readonly Hunk[] | undefined
}

export interface KustomizationChange {
  readonly change: 'added' | 'removed' | 'changed' | 'renamed'
  /** Empty for a directory that no cluster reaches. */
  readonly name: OwnerName | undefined
  readonly was?: OwnerName | undefined
  /** What it applies: a directory of the repository. */
  readonly path: RepoPath
  /** Sentences about the Kustomization as a whole. */
  readonly notes: readonly string[]
  readonly objects: readonly ObjectChange[]
}

/** What does not change itself and still waits for what does, or takes from it. */
export interface Affected {
  readonly id: ObjectId
  readonly how: 'waits' | 'takes'
  /** The changed object or Kustomization. */
  readonly on: ObjectId
}

export interface ClusterChange {
  readonly change: 'added' | 'removed' | 'changed'
  readonly name: string
  readonly path: RepoPath
  readonly kustomizations: readonly KustomizationChange[]
  readonly affected: readonly Affected[]
}

/** Something that could not be looked at on one of the two sides, or on both. */
export interface Unseen {
  readonly reason: GapReason | 'broken'
  readonly side: 'before' | 'after' | 'both'
  readonly message: string
  readonly at: LinePlace
  /** Names of the builds in which it shows, sorted. */
  readonly builds: readonly string[]
}

export interface DifferenceTotals {
  /** All clusters of both sides, and those with a change. */
  readonly clusters: number
  readonly changedClusters: number
  readonly changedKustomizations: number
  readonly objects: Readonly<Record<ObjectChange['change'], number>>
  readonly effects: Readonly<Record<Effect, number>>
  /** HelmReleases that are on both sides and compose other values. */
  readonly changedValues: number
  readonly affected: number
  readonly unseen: number
}

/** What a change does to every cluster. Sorted: clusters by path, Kustomizations in the order in which Flux finds them. */
export interface Difference {
  /** Version of this shape, not of the tool. */
  readonly version: 1
  /** What it is compared with: as it was asked for, and the commit. */
  readonly reference: { readonly name: string; readonly commit: string }
  readonly totals: DifferenceTotals
  readonly clusters: readonly ClusterChange[]
  readonly unseen: readonly Unseen[]
  /** Mistakes keep Flux from building something on one of the two sides: what it would change is not known. */
  readonly isTrusted: boolean
}
