import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GitDirectories } from '../work-tree.ts'

/** How many symbolic refs may lead to one another. */
const MAX_SYMBOLIC = 5

/** Where Git looks for a short name, in this order (gitrevisions). */
const PLACES = ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'] as const

/** The branches and tags of a repository, read from its files. */
export class Refs {
  private readonly directories: GitDirectories
  private packedRefs: ReadonlyMap<string, string> | undefined

  constructor(directories: GitDirectories) {
    this.directories = directories
  }

  /** They stand in tables that are not read here. */
  get areUnreadable(): boolean {
    return existsSync(join(this.directories.common, 'reftable'))
  }

  /** The id that a name means: of a commit, or of a tag. */
  find(name: string): string | undefined {
    if (!isRefName(name)) return undefined
    for (const place of PLACES) {
      const id = this.idOf(`${place}${name}`, MAX_SYMBOLIC)
      if (id !== undefined) return id
    }
    return this.idOf(`refs/remotes/${name}/HEAD`, MAX_SYMBOLIC)
  }

  /** Short names of all branches and tags, sorted. */
  names(): readonly string[] {
    const full = new Set([...this.packed().keys(), ...looseNames(this.directories.common, 'refs')])
    const short = [...full].flatMap(name => /^refs\/(?:heads|tags|remotes)\/(.+)$/.exec(name)?.[1] ?? [])
    return [...new Set(short)].sort()
  }

  private idOf(name: string, depth: number): string | undefined {
    const text = this.loose(name)
    const [, target] = /^ref: *(\S+)/.exec(text) ?? []
    if (target !== undefined) return depth > 0 && isRefName(target) ? this.idOf(target, depth - 1) : undefined
    return /^[0-9a-f]{40,64}(?=\s|$)/.exec(text)?.[0] ?? this.packed().get(name)
  }

  /** Linked work trees have a HEAD of their own, and share the branches. */
  private loose(name: string): string {
    const own = textOf(join(this.directories.own, name))
    return own === '' ? textOf(join(this.directories.common, name)) : own
  }

  private packed(): ReadonlyMap<string, string> {
    this.packedRefs ??= new Map(
      [...textOf(join(this.directories.common, 'packed-refs')).matchAll(/^([0-9a-f]{40,64}) (\S+)$/gm)].map(
        ([, id = '', name = '']) => [name, id],
      ),
    )
    return this.packedRefs
  }
}

/** What Git takes for a name (git-check-ref-format); nothing else becomes a part of a path. */
function isRefName(name: string): boolean {
  if (/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$/u.test(name)) return false
  return (
    name !== '' &&
    name.split('/').every(part => !part.startsWith('.') && !part.endsWith('.lock') && part !== '')
  )
}

function* looseNames(directory: string, name: string): Generator<string> {
  for (const entry of entriesOf(join(directory, name))) {
    const path = `${name}/${entry.name}`
    if (entry.isDirectory()) yield* looseNames(directory, path)
    else if (entry.isFile()) yield path
  }
}

function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
