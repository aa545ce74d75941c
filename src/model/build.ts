import type { GapReason } from './finding.ts'
import type { Origin, RepoPath } from './location.ts'
import type { Mapping } from './node.ts'
import type { Resource, Trail } from './resource.ts'

/** What can be wrong with a build; one rule each turns them into findings. */
export type BuildProblemCode =
  | 'ambiguous-reference'
  | 'artifact'
  | 'cycle'
  | 'duplicate-id'
  | 'invalid-field'
  | 'invalid-patch'
  | 'invalid-resource'
  | 'missing-path'
  | 'missing-resource'
  | 'patch-target'
  | 'syntax'
  | 'substitution'
  | 'template'
  | 'undefined-variable'
  | 'unknown-field'

export interface BuildProblem {
  readonly code: BuildProblemCode
  readonly at: Origin
  readonly message: string
  readonly fix?: string
  readonly trail?: Trail | undefined
  /** Every object of the build is there in spite of it. */
  readonly losesNothing?: true
}

export interface BuildGap {
  readonly reason: GapReason
  readonly at: Origin
  readonly message: string
  /** Every object of the build is there in spite of it. */
  readonly losesNothing?: true
}

/** The `target` of a patch, and whether an object of the build is one that it means. */
export interface PatchAim {
  readonly target: Mapping
  readonly isMet: boolean
}

/**
 * One rendering: a directory, or what a Flux Kustomization or a ResourceSet applies. With problems it holds what could
 * be rendered all the same, so that one mistake does not hide the next.
 */
export interface Build {
  /** `clusters/dev › Kustomization flux-system/apps`, or the directory. */
  readonly name: string
  readonly directory: RepoPath
  readonly resources: readonly Resource[]
  readonly problems: readonly BuildProblem[]
  readonly gaps: readonly BuildGap[]
  /** What its patches are aimed at; each target once. */
  readonly aims?: readonly PatchAim[]
  /** The Flux Kustomization or ResourceSet that asks for this build, as its parent applies it. */
  readonly owner?: Resource
  /** The build that applies `owner`. */
  readonly parent?: Build
  /** What `postBuild` gives; undefined where nothing is substituted. */
  readonly variables?: BuildVariables
}

export interface BuildVariables {
  /** Those with a value, be it one that nobody can read here. */
  readonly names: ReadonlySet<string>
  /** Whether there are no others; else an object that is not in the repository may give them. */
  readonly areAll: boolean
}
