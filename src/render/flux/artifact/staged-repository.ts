import { baseName, parentPath } from '../../../lib/path.ts'
import { compareText } from '../../../lib/order.ts'
import { type RepoPath, repoPath } from '../../../model/location.ts'
import type { Bytes, EntryKind, Repository } from '../../../model/repository.ts'

/** A file of another tree. */
export interface StagedFile {
  readonly repository: Repository
  readonly place: RepoPath
}

/** A tree that is put together of files of others. */
export class StagedRepository implements Repository {
  private readonly staged: ReadonlyMap<RepoPath, StagedFile>
  private readonly lists = new Map<RepoPath, Set<string>>()

  constructor(staged: ReadonlyMap<RepoPath, StagedFile>) {
    this.staged = staged
    this.lists.set(repoPath(''), new Set())
    for (const file of staged.keys()) this.enter(file)
  }

  kindOf(path: RepoPath): EntryKind | undefined {
    if (this.lists.has(path)) return 'directory'
    return this.staged.has(path) ? 'file' : undefined
  }

  list(directory: RepoPath): readonly string[] {
    return [...(this.lists.get(directory) ?? [])].sort(compareText)
  }

  read(path: RepoPath): Bytes {
    const file = this.staged.get(path)
    return file === undefined ? { kind: 'missing' } : file.repository.read(file.place)
  }

  files(): readonly RepoPath[] {
    return [...this.staged.keys()].sort(compareText)
  }

  mountedFrom(path: RepoPath): RepoPath {
    const file = this.staged.get(path)
    return file === undefined ? path : (file.repository.mountedFrom?.(file.place) ?? file.place)
  }

  private enter(file: RepoPath): void {
    for (let path = file; path !== ''; path = parentPath(path)) {
      const parent = parentPath(path)
      const names = this.lists.get(parent)
      if (names === undefined) this.lists.set(parent, new Set([baseName(path)]))
      else names.add(baseName(path))
    }
  }
}
