import { type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { baseName, parentPath } from '../lib/path.ts'
import type { RepoPath } from '../model/location.ts'
import type { Bytes, EntryKind, Repository } from '../model/repository.ts'
import { UsageError } from '../model/usage-error.ts'
import { fileBytes } from './file-bytes.ts'
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
import { type EntryType, TreePaths } from './tree-paths.ts'

const IGNORE_FILE = '.gitignore'

interface Directory {
  readonly entries: ReadonlyMap<string, EntryType>
  readonly scope: GitScope | undefined
}

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
  private readonly paths: TreePaths

  constructor(root: string, view: 'git' | 'disk') {
    this.root = root
    this.scope = view === 'git' ? rootScope(root, ignoreFileOf) : undefined
    this.paths = new TreePaths(root, {
      entriesOf: path => this.directory(path).entries,
      linkText: path => readlinkSync(this.absolute(path)),
    })
  }

  kindOf(path: RepoPath): EntryKind | undefined {
    return this.paths.place(path)?.kind
  }

  realPath(path: RepoPath): RepoPath | undefined {
    return this.paths.place(path)?.path
  }

  list(directory: RepoPath): readonly string[] {
    return this.paths.list(directory)
  }

  read(path: RepoPath): Bytes {
    const place = this.paths.place(path)
    if (place?.kind !== 'file') return { kind: 'missing' }
    try {
      return fileBytes(this.absolute(place.path))
    } catch (error) {
      return { kind: 'unreadable', message: reasonOf(error) }
    }
  }

  files(): readonly RepoPath[] {
    return this.paths.files()
  }

  private absolute(path: RepoPath): string {
    return path === '' ? this.root : `${this.root}/${path}`
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
