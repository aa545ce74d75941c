import { clampPath } from '../lib/path.ts'
import type { RepoPath } from '../model/location.ts'
import { clusterNames } from './cluster-names.ts'
import { possibleRoots } from './discover.ts'
import type { Files, Root } from './root.ts'
import { findRoots } from './roots.ts'

/** A root, and what its cluster is called. */
export interface NamedRoot {
  readonly root: Root
  readonly name: string
}

/**
 * The root of the one cluster that `wanted`, a name or a path, can mean. Which directories are clusters may show only
 * when all are rendered; undefined where the answer hangs on that.
 */
export function wantedRoot(files: Files, wanted: string): NamedRoot | undefined {
  const certain = findRoots(files)
  const names = clusterNames([...new Set([...certain.map(({ path }) => path), ...possibleRoots(files)])])
  return namedRoot(certain, names, wanted)
}

/** The root that a name or a path means. */
export function namedRoot(
  roots: readonly Root[],
  names: ReadonlyMap<RepoPath, string>,
  wanted: string,
): NamedRoot | undefined {
  const path = clampPath(wanted)
  // What is one of the names of several stays one when some of them turn out to be no clusters.
  for (const root of roots) {
    const name = names.get(root.path)
    if (name !== undefined && (name === wanted || root.path === path)) return { root, name }
  }
  return undefined
}
