import type { RepoPath } from '../model/location.ts'

/** The shortest tail of each path that no other path has: `dev` for `clusters/dev`. */
export function clusterNames(paths: readonly RepoPath[]): ReadonlyMap<RepoPath, string> {
  const names = new Map<RepoPath, string>()
  for (const path of paths) {
    const parts = path.split('/')
    const isTaken = (name: string): boolean =>
      paths.some(other => other !== path && (other === name || other.endsWith(`/${name}`)))
    let length = 1
    while (length < parts.length && isTaken(parts.slice(-length).join('/'))) length++
    names.set(path, path === '' ? '.' : parts.slice(-length).join('/'))
  }
  return names
}
