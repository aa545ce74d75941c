import type { RepoPath } from './location.ts'

export type EntryKind = 'file' | 'directory'

/** What reading a file gave: its bytes, or why there are none. */
export type Bytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'too-large'; readonly size: number }

/**
 * A tree of files and nothing outside it: implementations resolve symlinks and treat what leads out as missing.
 * Synchronous, because a render asks for thousands of small files one after another, and each await costs more than
 * the read.
 */
export interface Repository {
  /** What stands at `path` as Git sees it; ignored, untracked files do not exist. */
  kindOf(path: RepoPath): EntryKind | undefined
  /** Names in a directory, sorted by code unit. */
  list(directory: RepoPath): readonly string[]
  read(path: RepoPath): Bytes
  /** Every file that Git sees, sorted by code unit; once each, under its own path and not under a symlink's. */
  files(): readonly RepoPath[]
  /** The path with every symlink followed; `path` itself where there is none. Absent where a tree has no symlinks. */
  realPath?(path: RepoPath): RepoPath | undefined
  /** Where the file shown at `path` stands in the tree below; absent where no tree is mounted in another. */
  mountedFrom?(path: RepoPath): RepoPath
}
