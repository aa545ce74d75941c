import type { RepoPath } from '../model/location.ts'

/** Whether the file, or a folder on the way to it, is called `name`: then it is probably there for what has this name. */
export function isNamedAfter(path: RepoPath, name: string): boolean {
  return path.split('/').some(part => part.replace(/\.ya?ml$/, '') === name)
}
