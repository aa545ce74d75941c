export type GitObjectType = 'commit' | 'tree' | 'blob' | 'tag'

/** One object of a Git repository. `bytes` is missing where it is larger than fleetlint reads. */
export interface GitObject {
  readonly type: GitObjectType
  readonly size: number
  readonly bytes: Buffer | undefined
}

/** What is written in a store is not what Git writes. */
export class DamagedObject extends Error {}
