import type { RepoPath } from './location.ts'
import type { Repository } from './repository.ts'

/** The files of a commit. */
export interface Snapshot {
  /** Full id of the commit. */
  readonly commit: string
  readonly repository: Repository
  /** Whether the work tree has the same bytes under this path. */
  isUnchanged(path: RepoPath): boolean
}

/** Everything the tool may touch outside itself. `bin.ts` makes the real one; tests make a small one. */
export interface Host {
  /** Absolute path of the working directory, POSIX separators. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The date of the run in UTC, `2026-11-24`; nothing else in the tool asks a clock. */
  readonly today: string
  /** Whether stdout is a terminal, and its width. */
  readonly terminal: { readonly isTty: boolean; readonly width: number }
  /**
   * The tree of files at `directory` (absolute, or relative to `cwd`), as Git sees it.
   * @throws UsageError where it does not exist or is not a directory.
   */
  open(directory: string, view: 'git' | 'disk'): Repository
  /**
   * The files of `directory` as they were in a commit, for comparison with `workTree`, which stands there now.
   * `revision` is a branch, a tag, a commit, `HEAD~1`, or `main...` for where this branch has left `main`.
   * @throws UsageError where there is no Git work tree or no such commit.
   */
  openCommit(directory: string, revision: string, workTree: Repository): Snapshot
  /** The real absolute path: `path` from `cwd`, symlinks followed where it exists, POSIX separators. */
  resolve(path: string): string
  /** The top of the Git work tree around `directory`, as an absolute path. */
  workTree(directory: string): string | undefined
  /** Makes a folder for results, and those above it; one that is there already stays as it is. */
  makeFolder(path: string): void
  /** Writes a result file; the folder must exist. */
  write(path: string, content: string | Uint8Array): void
  stdout(text: string): void
  stderr(text: string): void
}
