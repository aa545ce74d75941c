import { isWithin } from '../../../lib/path.ts'
import { type RepoPath, repoPath } from '../../../model/location.ts'
import type { Bytes, EntryKind, Repository } from '../../../model/repository.ts'

/** What of a tree is shown. Answers are asked for once a path. */
export interface Filter {
  /** Nothing outside of it is shown. */
  readonly base: RepoPath
  /** Hides a path and everything below it. */
  hides(path: RepoPath): boolean
  showsFile(path: RepoPath): boolean
  /** A directory that this hides is shown all the same where it holds something that is shown. */
  showsDirectory(path: RepoPath): boolean
}

/** A view of a repository that hides some of its files; paths stay what they are. */
export class FilteredRepository implements Repository {
  private readonly inner: Repository
  private readonly filter: Filter
  private readonly kinds = new Map<RepoPath, EntryKind | undefined>()
  private readonly lists = new Map<RepoPath, readonly string[]>()
  private shown: readonly RepoPath[] | undefined

  constructor(inner: Repository, filter: Filter) {
    this.inner = inner
    this.filter = filter
  }

  kindOf(path: RepoPath): EntryKind | undefined {
    if (this.kinds.has(path)) return this.kinds.get(path)
    const kind = this.look(path)
    this.kinds.set(path, kind)
    return kind
  }

  list(directory: RepoPath): readonly string[] {
    const known = this.lists.get(directory)
    if (known !== undefined) return known
    const names =
      this.kindOf(directory) === 'directory'
        ? this.inner.list(directory).filter(name => this.kindOf(below(directory, name)) !== undefined)
        : []
    this.lists.set(directory, names)
    return names
  }

  read(path: RepoPath): Bytes {
    return this.kindOf(path) === 'file' ? this.inner.read(path) : { kind: 'missing' }
  }

  files(): readonly RepoPath[] {
    this.shown ??= this.walk().sort()
    return this.shown
  }

  realPath(path: RepoPath): RepoPath | undefined {
    if (this.kindOf(path) === undefined) return undefined
    return this.inner.realPath === undefined ? path : this.inner.realPath(path)
  }

  mountedFrom(path: RepoPath): RepoPath {
    return this.inner.mountedFrom?.(path) ?? path
  }

  private look(path: RepoPath): EntryKind | undefined {
    const { base } = this.filter
    const kind = this.inner.kindOf(path)
    if (path === base) return kind
    if (kind === undefined || !isWithin(path, base) || this.filter.hides(path)) return undefined
    const isShown =
      kind === 'file'
        ? this.filter.showsFile(path)
        : this.filter.showsDirectory(path) || this.holdsSomething(path)
    return isShown ? kind : undefined
  }

  /** Not the inner tree's own list, in which files behind a symlinked base have other paths. */
  private walk(): RepoPath[] {
    const found: RepoPath[] = []
    const waiting = [this.filter.base]
    for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
      for (const name of this.list(directory)) {
        const path = below(directory, name)
        if (this.kindOf(path) === 'file') found.push(path)
        else waiting.push(path)
      }
    }
    return found
  }

  private holdsSomething(directory: RepoPath): boolean {
    return this.inner.list(directory).some(name => this.kindOf(below(directory, name)) !== undefined)
  }
}

function below(directory: RepoPath, name: string): RepoPath {
  return repoPath(directory === '' ? name : `${directory}/${name}`)
}
