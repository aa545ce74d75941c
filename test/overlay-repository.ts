import { repoPath, type RepoPath } from '../src/model/location.ts'
import type { Bytes, EntryKind, Repository } from '../src/model/repository.ts'

/** A repository without a file, to lay others over. */
export const NO_FILES: Repository = {
  kindOf: () => undefined,
  list: () => [],
  read: () => ({ kind: 'missing' }),
  files: () => [],
}

/** A repository with some files changed, added (text) or taken away (undefined), without touching the disk. */
export function overlay(base: Repository, changes: Readonly<Record<string, string | undefined>>): Repository {
  const changed = new Map(Object.entries(changes).map(([path, text]) => [repoPath(path), text]))
  const files = [
    ...base.files().filter(path => !changed.has(path)),
    ...[...changed].flatMap(([path, text]) => (text === undefined ? [] : [path])),
  ].sort()
  const known = new Set(files)
  const directories = new Map<string, Set<string>>([['', new Set()]])
  for (const file of files) {
    const parts = file.split('/')
    for (let depth = 0; depth < parts.length; depth++) {
      const directory = parts.slice(0, depth).join('/')
      const names = directories.get(directory) ?? new Set<string>()
      names.add(parts[depth] ?? '')
      directories.set(directory, names)
    }
  }
  return {
    kindOf(path: RepoPath): EntryKind | undefined {
      if (known.has(path)) return 'file'
      return directories.has(path) ? 'directory' : undefined
    },
    realPath: path => (known.has(path) || directories.has(path) ? path : undefined),
    list: directory => [...(directories.get(directory) ?? [])].sort(),
    read(path: RepoPath): Bytes {
      if (!known.has(path)) return { kind: 'missing' }
      const text = changed.get(path)
      return text === undefined ? base.read(path) : { kind: 'bytes', bytes: new TextEncoder().encode(text) }
    },
    files: () => files,
  }
}

export function textOf(base: Repository, path: string): string {
  const found = base.read(repoPath(path))
  if (found.kind !== 'bytes') throw new Error(`${path} is ${found.kind}`)
  return new TextDecoder().decode(found.bytes)
}

/** The text of a file with one piece of it replaced; the piece must be there. */
export function edited(base: Repository, path: string, [from, to]: readonly [string, string]): string {
  const text = textOf(base, path)
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`)
  return text.replace(from, to)
}
