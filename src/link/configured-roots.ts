import { startOf } from '../lib/locate.ts'
import { clampPath, isWithin } from '../lib/path.ts'
import type { RepoPath } from '../model/location.ts'
import { assumedRoot } from './assumed-root.ts'
import type { Files, Root } from './root.ts'
import { findRoots, handAppliedRoots } from './roots.ts'

/** The roots of the clusters that the configuration names; a root that stands in the repository is taken as it is. */
export function configuredRoots(files: Files, clusters: readonly { path: RepoPath }[]): readonly Root[] {
  const found = new Map([...handAppliedRoots(files), ...findRoots(files)].map(root => [root.path, root]))
  return clusters.map(({ path }) => {
    const directory = clampPath(path)
    return found.get(directory) ?? assumedRoot(directory, placeOf(files, directory), files)
  })
}

function placeOf(files: Files, directory: RepoPath): Parameters<typeof assumedRoot>[1] {
  for (const [path, { file }] of files) if (isWithin(path, directory)) return startOf(file)
  return startOf({ path: directory, text: '' })
}
