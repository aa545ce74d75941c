import { type RepoPath, repoPath } from '../model/location.ts'

/**
 * Joins like a shell would and stays below the root: `undefined` where `..` leads out.
 * A leading `/` counts from the repository's root.
 */
export function joinPath(directory: RepoPath, path: string): RepoPath | undefined {
  const start = path.startsWith('/') || directory === '' ? [] : directory.split('/')
  return walk(start, path)
}

/** Joins as Flux's SecureJoin does: `..` that would lead out of the root is dropped. */
export function clampPath(path: string): RepoPath {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return repoPath(parts.join('/'))
}

function walk(parts: string[], path: string): RepoPath | undefined {
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else parts.push(part)
  }
  return repoPath(parts.join('/'))
}

export function parentPath(path: RepoPath): RepoPath {
  const slash = path.lastIndexOf('/')
  return repoPath(slash < 0 ? '' : path.slice(0, slash))
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Whether `path` is `directory` or below it. */
export function isWithin(path: RepoPath, directory: RepoPath): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`)
}

/** The way down from `top` to `path`, both absolute with `/` between; `''` for the same. */
export function relativePath(top: string, path: string): string {
  const prefix = top.endsWith('/') ? top : `${top}/`
  if (path === top || `${path}/` === prefix) return ''
  return path.startsWith(prefix) ? path.slice(prefix.length) : path
}
