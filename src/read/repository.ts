import { type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { isAbsolute, relative, sep } from 'node:path'
import { baseName, parentPath } from '../lib/path.ts'
import { type RepoPath, repoPath } from '../model/location.ts'
import type { Bytes, EntryKind, Repository } from '../model/repository.ts'
import { UsageError } from '../model/usage-error.ts'
import {
  childScope,
  type GitScope,
  isVisible,
  nestedScope,
  rootScope,
  withIgnoreFile,
} from './git/git-scope.ts'
import { isNestedRepository } from './git/work-tree.ts'
import { reasonOf } from './reason-of.ts'

const MAX_FILE_SIZE = 32 * 1024 * 1024
/** As many as Linux follows on one way. */
const MAX_LINKS = 40
const IGNORE_FILE = '.gitignore'

type EntryType = EntryKind | 'link'

interface Directory {
  readonly entries: ReadonlyMap<string, EntryType>
  readonly scope: GitScope | undefined
}

/** Where a path ends when every symlink on the way is followed. */
interface Place {
  readonly path: RepoPath
  readonly kind: EntryKind
}

const ROOT: Place = { path: repoPath(''), kind: 'directory' }
const NO_ENTRIES: ReadonlyMap<string, EntryType> = new Map()

/**
 * The tree of files at `root`, an absolute path. `git` sees what Git sees: no ignored files unless they are tracked,
 * nothing inside a nested repository. `disk` sees everything but `.git`. `shownAs` names the root in messages.
 * @throws UsageError where the root does not exist, is not a directory or cannot be read.
 */
export function openRepository(root: string, view: 'git' | 'disk', shownAs: string = root): Repository {
  try {
    const real = realpathSync(root)
    if (lstatSync(real).isDirectory()) return new DiskRepository(real, view)
  } catch (error) {
    throw new UsageError(`\`${shownAs}\` cannot be read: ${reasonOf(error)}.`)
  }
  throw new UsageError(`\`${shownAs}\` is not a directory.`)
}

class DiskRepository implements Repository {
  private readonly root: string
  private readonly scope: GitScope | undefined
  private readonly directories = new Map<RepoPath, Directory>()
  private readonly names = new Map<RepoPath, readonly string[]>()
  private readonly places = new Map<string, Place | undefined>()
  private allFiles: readonly RepoPath[] | undefined
  private links = 0

  constructor(root: string, view: 'git' | 'disk') {
    this.root = root
    this.scope = view === 'git' ? rootScope(root, ignoreFileOf) : undefined
  }

  kindOf(path: RepoPath): EntryKind | undefined {
    return this.place(path)?.kind
  }

  realPath(path: RepoPath): RepoPath | undefined {
    return this.place(path)?.path
  }

  list(directory: RepoPath): readonly string[] {
    const place = this.place(directory)
    if (place?.kind !== 'directory') return []
    const known = this.names.get(place.path)
    if (known !== undefined) return known
    const names: string[] = []
    for (const [name, type] of this.directory(place.path).entries) {
      if (type !== 'link' || this.place(below(place.path, name)) !== undefined) names.push(name)
    }
    names.sort()
    this.names.set(place.path, names)
    return names
  }

  read(path: RepoPath): Bytes {
    const place = this.place(path)
    if (place?.kind !== 'file') return { kind: 'missing' }
    const file = this.absolute(place.path)
    try {
      const { size } = lstatSync(file)
      return size > MAX_FILE_SIZE ? { kind: 'too-large', size } : { kind: 'bytes', bytes: readFileSync(file) }
    } catch (error) {
      return { kind: 'unreadable', message: reasonOf(error) }
    }
  }

  files(): readonly RepoPath[] {
    if (this.allFiles !== undefined) return this.allFiles
    const found: RepoPath[] = []
    const waiting: RepoPath[] = [ROOT.path]
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      for (const [name, type] of this.directory(path).entries) {
        if (type === 'file') found.push(below(path, name))
        else if (type === 'directory') waiting.push(below(path, name))
      }
    }
    this.allFiles = found.sort()
    return this.allFiles
  }

  private absolute(path: RepoPath): string {
    return path === '' ? this.root : `${this.root}/${path}`
  }

  /** Part by part from the root, so that depth costs no stack; each prefix is looked at once. */
  private place(path: string): Place | undefined {
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
    const type = this.directory(parent.path).entries.get(name)
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
      return this.target(directory, readlinkSync(this.absolute(link)))
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

  /** `path` is a real one: no symlink on the way. */
  private directory(path: RepoPath): Directory {
    const known = this.directories.get(path)
    if (known !== undefined) return known
    const found = this.readDirectory(path)
    this.directories.set(path, found)
    return found
  }

  private readDirectory(path: RepoPath): Directory {
    const present = entriesOf(this.absolute(path), path)
    const scope = this.scopeOf(path, present)
    const entries = new Map<string, EntryType>()
    for (const entry of present) {
      const type = typeOf(entry)
      if (type === undefined || entry.name === '.git') continue
      if (scope === undefined || isVisible(scope, entry.name, type === 'directory')) {
        entries.set(entry.name, type)
      }
    }
    return { entries: entries.size === 0 ? NO_ENTRIES : entries, scope }
  }

  private scopeOf(path: RepoPath, present: readonly Dirent[]): GitScope | undefined {
    let scope = this.outerScope(path)
    if (scope === undefined) return undefined
    for (const entry of present) {
      if (entry.name === IGNORE_FILE && entry.isFile()) {
        scope = withIgnoreFile(scope, ignoreFileOf(this.absolute(path)))
      } else if (entry.name === '.git' && path !== '' && isNestedRepository(this.absolute(path))) {
        scope = nestedScope(scope)
      }
    }
    return scope
  }

  private outerScope(path: RepoPath): GitScope | undefined {
    if (path === '' || this.scope === undefined) return this.scope
    const parent = this.directory(parentPath(path)).scope
    return parent && childScope(parent, baseName(path))
  }
}

function below(directory: RepoPath, name: string): RepoPath {
  return repoPath(directory === '' ? name : `${directory}/${name}`)
}

function typeOf(entry: Dirent): EntryType | undefined {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'directory'
  return entry.isSymbolicLink() ? 'link' : undefined
}

function entriesOf(absolute: string, path: RepoPath): readonly Dirent[] {
  try {
    return readdirSync(absolute, { withFileTypes: true })
  } catch (error) {
    throw new UsageError(`The directory \`${path || '.'}\` cannot be read: ${reasonOf(error)}.`)
  }
}

/** Git does not follow a symlink in place of this file, and neither does fleetlint. */
function ignoreFileOf(directory: string): string {
  try {
    const path = `${directory}/${IGNORE_FILE}`
    return lstatSync(path).isFile() ? readFileSync(path, 'utf8') : ''
  } catch {
    return ''
  }
}
