import type { Build } from './build.ts'
import type { ParsedFile } from './document.ts'
import type { Graph } from './graph.ts'
import type { RepoPath } from './location.ts'
import type { Repository } from './repository.ts'
import type { Resource } from './resource.ts'

/** One delivered object and the build that delivers it. */
export interface Delivered {
  readonly resource: Resource
  readonly build: Build
}

export interface Cluster {
  /** Shortest unique form of the root's path: `dev` for `clusters/dev`. */
  readonly name: string
  readonly path: RepoPath
  /** The root first, then in the order of discovery. */
  readonly builds: readonly Build[]
  readonly graph: Graph
  /** Every object that Flux would apply, in build order. */
  readonly objects: readonly Delivered[]
  /** `2.9` where the repository says which Flux runs here. */
  readonly fluxVersion: string | undefined
}

/** Everything that was resolved. */
export interface Fleet {
  readonly repository: Repository
  readonly files: ReadonlyMap<RepoPath, ParsedFile>
  readonly clusters: readonly Cluster[]
  /** No root stands in the repository: each directory that someone may apply is taken for a cluster of its own. */
  readonly areClustersAssumed?: boolean
  /** Kustomization directories that no cluster reaches, rendered on their own; only where there is no cluster. */
  readonly standalone: readonly Build[]
  /** Files that some build has read or listed. */
  readonly reached: ReadonlySet<RepoPath>
}
