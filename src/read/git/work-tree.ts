import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type IgnoreRule, parseIgnoreRules } from './ignore-rules.ts'
import { readTrackedFiles, type TrackedFiles } from './tracked-files.ts'

/** A Git work tree, read from its files; no git program is run. */
export interface WorkTree {
  /** Absolute path. */
  readonly top: string
  /** `info/exclude` of the repository. */
  readonly excludeRules: readonly IgnoreRule[]
  /** Read on first use: most trees have nothing ignored that is tracked as well. */
  readonly tracked: () => TrackedFiles
}

const LINK_EXTENSION = 'link'

/** The nearest directory at or above an absolute one that holds `.git`, as a directory or as a file. */
export function workTreeTop(directory: string): string | undefined {
  let current = directory
  while (!existsSync(join(current, '.git'))) {
    const parent = dirname(current)
    if (parent === current) return undefined
    current = parent
  }
  return current
}

/** Where Git keeps what it knows of a work tree. */
export interface GitDirectories {
  /** `.git` itself, or what the file `.git` of a linked work tree or a submodule names. */
  readonly own: string
  /** What linked work trees share: everything but `HEAD` and the index. */
  readonly common: string
  readonly objects: string
  /** Bytes of an object's id: 20 for SHA-1, 32 for SHA-256. */
  readonly hashLength: number
  /** Ids of the commits whose parents a shallow clone has left out. */
  readonly shallow: ReadonlySet<string>
}

export function gitDirectoriesOf(top: string): GitDirectories {
  const own = gitDirectoryOf(top)
  const common = commonDirectoryOf(own)
  return {
    own,
    common,
    objects: join(common, 'objects'),
    hashLength: hashLengthOf(common),
    shallow: new Set(
      textOf(join(common, 'shallow'))
        .split('\n')
        .filter(id => id !== ''),
    ),
  }
}

export function openWorkTree(top: string): WorkTree {
  const gitDirectory = gitDirectoryOf(top)
  const common = commonDirectoryOf(gitDirectory)
  let tracked: TrackedFiles | undefined
  return {
    top,
    excludeRules: parseIgnoreRules(textOf(join(common, 'info', 'exclude'))),
    tracked: () => (tracked ??= readIndex(gitDirectory, common)),
  }
}

/** Whether a directory below the top is a repository of its own, whose files Git does not list. */
export function isNestedRepository(directory: string): boolean {
  const marker = statSync(join(directory, '.git'), { throwIfNoEntry: false })
  if (marker === undefined) return false
  return marker.isFile() || existsSync(join(directory, '.git', 'HEAD'))
}

/** A linked work tree and a submodule have a file `.git` that names the directory. */
function gitDirectoryOf(top: string): string {
  const marker = join(top, '.git')
  if (statSync(marker, { throwIfNoEntry: false })?.isFile() !== true) return marker
  const target = /^gitdir: ?(.*)$/m.exec(textOf(marker))?.[1]?.trim()
  return target === undefined ? marker : resolve(top, target)
}

/** Linked work trees share everything but the index. */
function commonDirectoryOf(gitDirectory: string): string {
  const target = textOf(join(gitDirectory, 'commondir')).trim()
  return target === '' ? gitDirectory : resolve(gitDirectory, target)
}

function readIndex(gitDirectory: string, common: string): TrackedFiles {
  const hashLength = hashLengthOf(common)
  const index = bytesOf(join(gitDirectory, 'index'))
  return readTrackedFiles([index, sharedIndex(gitDirectory, index, hashLength)], { hashLength })
}

function hashLengthOf(common: string): number {
  return /^\s*objectformat\s*=\s*sha256\s*$/im.test(textOf(join(common, 'config'))) ? 32 : 20
}

/** A split index keeps most entries in a second file, which its `link` extension names. */
function sharedIndex(gitDirectory: string, index: Buffer, hashLength: number): Buffer {
  const extension = index.lastIndexOf(LINK_EXTENSION)
  if (extension < 0) return Buffer.alloc(0)
  const start = extension + LINK_EXTENSION.length + 4
  return bytesOf(join(gitDirectory, `sharedindex.${index.toString('hex', start, start + hashLength)}`))
}

function textOf(path: string): string {
  return bytesOf(path).toString('utf8')
}

/** Nothing where there is no file that can be read. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
