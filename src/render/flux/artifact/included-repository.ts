import { baseName, clampPath, isWithin, parentPath } from '../../../lib/path.ts'
import { compareText } from '../../../lib/order.ts'
import { type RepoPath, repoPath } from '../../../model/location.ts'
import type { Bytes, EntryKind, Repository } from '../../../model/repository.ts'

/** A part of another source's artifact that a GitRepository copies into its own (`spec.include`). */
export interface Include {
  /** What the other artifact holds. */
  readonly artifact: Repository
  /** The root of the other artifact. */
  readonly base: RepoPath
  /** From the root of the other artifact. */
  readonly fromPath: string
  /** From the root of the artifact that includes. */
  readonly toPath: string
}

interface Mount {
  readonly artifact: Repository
  readonly source: RepoPath
  readonly target: RepoPath
}

/** A tree with others mounted in it; what they cover is hidden. `realPath` says where a file truly lies. */
export class IncludedRepository implements Repository {
  private readonly inner: Repository
  private readonly mounts: readonly Mount[]

  constructor(inner: Repository, base: RepoPath, includes: readonly Include[]) {
    this.inner = inner
    this.mounts = includes.map(include => ({
      artifact: include.artifact,
      source: clampPath(`${include.base}/${clampPath(include.fromPath)}`),
      target: clampPath(`${base}/${clampPath(include.toPath)}`),
    }))
  }

  kindOf(path: RepoPath): EntryKind | undefined {
    if (this.mounts.some(({ target }) => target !== path && isWithin(target, path))) return 'directory'
    const { repository, place } = this.locate(path)
    return repository.kindOf(place)
  }

  list(directory: RepoPath): readonly string[] {
    const { repository, place } = this.locate(directory)
    const names = new Set(repository.list(place))
    for (const { artifact, source, target } of this.mounts) {
      if (artifact.kindOf(source) === undefined) continue
      for (let path = target; path !== ''; path = parentPath(path)) {
        if (parentPath(path) === directory) names.add(baseName(path))
      }
    }
    return [...names].sort()
  }

  read(path: RepoPath): Bytes {
    const { repository, place } = this.locate(path)
    return repository.read(place)
  }

  files(): readonly RepoPath[] {
    const found = this.inner.files().filter(path => this.mountOf(path) === undefined)
    for (const mount of this.mounts) {
      for (const path of mount.artifact.files()) {
        if (isWithin(path, mount.source)) found.push(moved(path, mount.source, mount.target))
      }
    }
    return found.sort(compareText)
  }

  realPath(path: RepoPath): RepoPath | undefined {
    const { repository, place } = this.locate(path)
    if (repository.kindOf(place) === undefined) return undefined
    return repository.realPath === undefined ? place : repository.realPath(place)
  }

  mountedFrom(path: RepoPath): RepoPath {
    const { repository, place } = this.locate(path)
    return repository.mountedFrom?.(place) ?? place
  }

  private locate(path: RepoPath): { readonly repository: Repository; readonly place: RepoPath } {
    const mount = this.mountOf(path)
    if (mount === undefined) return { repository: this.inner, place: path }
    return { repository: mount.artifact, place: moved(path, mount.target, mount.source) }
  }

  private mountOf(path: RepoPath): Mount | undefined {
    return this.mounts.findLast(({ target }) => isWithin(path, target))
  }
}

function moved(path: RepoPath, from: RepoPath, to: RepoPath): RepoPath {
  const rest = from === '' ? path : path.slice(from.length + 1)
  if (rest === '') return to
  return repoPath(to === '' ? rest : `${to}/${rest}`)
}
