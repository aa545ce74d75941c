import type { BuildGap, BuildProblem, PatchAim } from '../../model/build.ts'
import type { Mapping } from '../../model/node.ts'
import type { RepoPath } from '../../model/location.ts'
import type { Documents } from '../../read/documents.ts'
import type { MergeSchema } from './patch/merge-schema.ts'

export interface BuildOptions {
  /** `rootOnly`: files must lie in or below their kustomization, as the CLI asks. `none`: anywhere, as in Flux. */
  readonly restriction: 'rootOnly' | 'none'
  /** `legacy`: sorted as the CLI prints; `none`: input order, as in Flux. `sortOptions` of the root wins over both. */
  readonly order: 'legacy' | 'none'
  /** Used instead of the directory's own kustomization file: what Flux generated or merged into it. */
  readonly kustomization?: Mapping
}

/** What a build needs of its surroundings. */
export interface Context {
  readonly documents: Documents
  readonly options: BuildOptions
  /** Merge keys as `openapi` says them by now. */
  readonly schema: () => MergeSchema
  /** Takes a problem; the build goes on without what is wrong. A strict caller throws from here instead. */
  report(problem: BuildProblem): void
  /** Takes something that cannot be looked at: a remote base, an unsupported plugin. */
  gap(gap: BuildGap): void
  /** Told of the target of every patch. */
  aims?(aim: PatchAim): void
  /** Told of every file and directory that the build uses. */
  uses(path: RepoPath): void
}
