/** A path from the repository's root: POSIX separators, no leading `./`, no `..`; the root itself is `''`. */
export type RepoPath = string & { readonly brand: 'RepoPath' }

/** RFC 6901 JSON Pointer into one document of a file. */
export type Pointer = string & { readonly brand: 'Pointer' }

/** One file as it was read. `text` has no byte order mark, and `\r\n` is `\n`; lines are those of the file. */
export interface SourceFile {
  readonly path: RepoPath
  readonly text: string
}

/**
 * Where a value stands: offsets into `file.text`, `end` exclusive. Every node is an Origin; lines and columns are
 * computed only for what is printed (`locate`).
 */
export interface Origin {
  readonly file: SourceFile
  readonly start: number
  readonly end: number
}

/** Lines and columns count from 1; the end column is exclusive. Columns count UTF-16 code units. */
export interface Range {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export interface Location extends Range {
  readonly file: RepoPath
  /** Number of the document in the file, from 0. */
  readonly document: number
  readonly pointer: Pointer
}

/** `path` must be normal already (see `lib/path.ts`, which makes one from anything else). */
export function repoPath(path: string): RepoPath {
  return path as RepoPath
}

export function pointer(text: string): Pointer {
  return text as Pointer
}
