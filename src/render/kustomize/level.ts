import type { RepoPath } from '../../model/location.ts'
import type { Mapping, Scalar } from '../../model/node.ts'
import type { Trail } from '../../model/resource.ts'
import type { Context } from './context.ts'
import type { KustomizeObject } from './object.ts'
import type { MergeSchema } from './patch/merge-schema.ts'

/** What all kustomizations of one build share. */
export interface BuildState {
  /** Takes what is found, wherever it is found. */
  readonly context: Context
  /** Numbers objects in the order in which they come into the build. */
  nextSerial(): number
  /** Whether `buildMetadata` of the root asks where objects come from. */
  readonly tracksOrigin: boolean
  readonly openApi: OpenApi
  /** The objects of files and directories, apart from all others: the configurations of plugins. */
  gather(entries: readonly Scalar[], level: Level): readonly KustomizeObject[]
}

/** Merge keys of one build. The first kustomization that names a schema decides for all that follow. */
export interface OpenApi {
  readonly current: () => MergeSchema
  /** Whether a kustomization has named a schema. */
  isCustom(): boolean
  /** Told of the objects that come into the build. */
  sees(objects: readonly KustomizeObject[]): void
  /** Takes what the `openapi` field of a kustomization says. */
  take(kustomization: Mapping, level: Level): void
}

/** One kustomization of a build: where it stands, what led there, and whom to tell. */
export interface Level {
  readonly context: Context
  readonly state: BuildState
  /** Real path: symlinks are followed. */
  readonly directory: RepoPath
  /** The directories of the kustomizations that led here, this one included. */
  readonly visited: readonly RepoPath[]
  readonly trail: Trail | undefined
  /** The way from the build's directory to this one, as `buildMetadata` prints it. */
  readonly way: string
  /** Shared with the components of this kustomization, which work on the same objects. */
  readonly completeness: Completeness
}

/** Whether objects are missing because of something that is reported already. */
export interface Completeness {
  isIncomplete: boolean
  readonly parent: Completeness | undefined
}

/** Says that objects are missing here, and therefore in every kustomization that uses this one. */
export function markIncomplete({ completeness }: Level): void {
  let current: Completeness | undefined = completeness
  while (current !== undefined) {
    current.isIncomplete = true
    current = current.parent
  }
}

/**
 * The context in which a kustomization's own steps run. A patch without a target is no news where objects are
 * missing anyway.
 */
export function levelContext(
  context: Context,
  completeness: Completeness,
  trail: Trail | undefined,
): Context {
  return {
    ...context,
    report: problem => {
      if (problem.code === 'patch-target' && completeness.isIncomplete) return
      context.report(problem.trail === undefined ? { ...problem, trail } : problem)
    },
    // Where objects are missing, one of them may be meant.
    aims: ({ target, isMet }) => context.aims?.({ target, isMet: isMet || completeness.isIncomplete }),
  }
}
