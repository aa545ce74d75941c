import type { RepoPath } from '../model/location.ts'

/** Whether the file, or a folder on the way to it, is called `name`: then it is probably there for what has this name. */
export function isNamedAfter(path: RepoPath, name: string): boolean {
  return partsOf(path).includes(name)
}

/**
 * Whether of two files only the original is called as the object that both hold, or as an end of its name: `redis` for
 * `apps-redis` or `redis-backup`. Then the other is a copy of it in which the name has been forgotten.
 */
export function isCopyOf(copy: RepoPath, original: RepoPath, name: string): boolean {
  if (isNamedAfter(copy, name) !== isNamedAfter(original, name)) return isNamedAfter(original, name)
  const [ofCopy, ofOriginal] = [partsOf(copy), partsOf(original)]
  const isEnd = (part: string): boolean => name.startsWith(`${part}-`) || name.endsWith(`-${part}`)
  return (
    ofOriginal.some(part => isEnd(part) && !ofCopy.includes(part)) &&
    !ofCopy.some(part => isEnd(part) && !ofOriginal.includes(part))
  )
}

function partsOf(path: RepoPath): readonly string[] {
  return path.split('/').map(part => part.replace(/\.ya?ml$/, ''))
}
