import { isAbsolute, relative, sep } from 'node:path'
import { baseName, parentPath } from '../lib/path.ts'
import { type RepoPath, repoPath } from '../model/location.ts'
import type { EntryKind } from '../model/repository.ts'

export type EntryType = EntryKind | 'link'

/** What a tree of files says of itself. All paths are real ones: no symlink on the way. */
export interface Tree {
  entriesOf(directory: RepoPath): ReadonlyMap<string, EntryType>
  /** @throws where the link cannot be read. */
  linkText(link: RepoPath): string
}

/** Where a path ends when every symlink on the way is followed. */
export interface Place {
  readonly path: RepoPath
  readonly kind: EntryKind
}

/** As many as Linux follows on one way. */
const MAX_LINKS = 40
const ROOT: Place = { path: repoPath(''), kind: 'directory' }

/** The paths of a tree with symlinks followed inside it; what leads out does not exist. */
export class TreePaths {
  private readonly root: string
  private readonly tree: Tree
  private readonly names = new Map<RepoPath, readonly string[]>()
  private readonly places = new Map<string, Place | undefined>()
  private allFiles: readonly RepoPath[] | undefined
  private links = 0

  /** `root`: the absolute path that absolute symlinks are held against. */
  constructor(root: string, tree: Tree) {
    this.root = root
    this.tree = tree
  }

  /** Names in a directory, sorted by code unit; symlinks that lead nowhere are left out. */
  list(directory: RepoPath): readonly string[] {
    const place = this.place(directory)
    if (place?.kind !== 'directory') return []
    const known = this.names.get(place.path)
    if (known !== undefined) return known
    const names: string[] = []
    for (const [name, type] of this.tree.entriesOf(place.path)) {
      if (type !== 'link' || this.place(below(place.path, name)) !== undefined) names.push(name)
    }
    names.sort()
    this.names.set(place.path, names)
    return names
  }

  /** Every file, sorted by code unit; once each, under its own path and not under a symlink's. */
  files(): readonly RepoPath[] {
    if (this.allFiles !== undefined) return this.allFiles
    const found: RepoPath[] = []
    const waiting: RepoPath[] = [ROOT.path]
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      for (const [name, type] of this.tree.entriesOf(path)) {
        if (type === 'file') found.push(below(path, name))
        else if (type === 'directory') waiting.push(below(path, name))
      }
    }
    this.allFiles = found.sort()
    return this.allFiles
  }

  /** Part by part from the root, so that depth costs no stack; each prefix is looked at once. */
  place(path: string): Place | undefined {
    if (path === '') return ROOT
    if (this.places.has(path)) return this.places.get(path)
    let current: Place | undefined = ROOT
    for (let end = path.indexOf('/'); current !== undefined; end = path.indexOf('/', end + 1)) {
      const prefix = end < 0 ? path : path.slice(0, end)
      current = this.places.has(prefix) ? this.places.get(prefix) : this.enter(current, prefix)
      if (end < 0) return current
    }
    return undefined
  }

  private enter(parent: Place, path: string): Place | undefined {
    if (parent.kind !== 'directory') return undefined
    const name = baseName(path)
    const type = this.tree.entriesOf(parent.path).get(name)
    if (type === undefined) return undefined
    // A link that comes back to itself finds nothing here and is missing.
    this.places.set(path, undefined)
    const real = below(parent.path, name)
    const place = type === 'link' ? this.follow(parent.path, real) : { path: real, kind: type }
    this.places.set(path, place)
    return place
  }

  private follow(directory: RepoPath, link: RepoPath): Place | undefined {
    if (this.links === MAX_LINKS) return undefined
    this.links++
    try {
      return this.target(directory, this.tree.linkText(link))
    } catch {
      return undefined
    } finally {
      this.links--
    }
  }

  /** Walks a link's text; what steps out of the root, even for a moment, is missing. */
  private target(directory: RepoPath, text: string): Place | undefined {
    const inside = isAbsolute(text) ? relative(this.root, text).split(sep).join('/') : text
    let current: Place | undefined = isAbsolute(text) ? ROOT : { path: directory, kind: 'directory' }
    for (const part of inside.split('/')) {
      if (part === '' || part === '.') continue
      if (current?.kind !== 'directory') return undefined
      if (part === '..') {
        if (current.path === '') return undefined
        current = { path: parentPath(current.path), kind: 'directory' }
      } else current = this.place(below(current.path, part))
    }
    return current
  }
}

function below(directory: RepoPath, name: string): RepoPath {
  return repoPath(directory === '' ? name : `${directory}/${name}`)
}
