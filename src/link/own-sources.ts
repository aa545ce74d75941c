import { groupBy } from '../lib/group-by.ts'
import { onceFor } from '../lib/once-for.ts'
import { isWithin } from '../lib/path.ts'
import type { RepoPath } from '../model/location.ts'
import { type Resource, shortId } from '../model/resource.ts'
import { pathOf, sourceReference } from '../render/flux/spec.ts'
import { type Files, kustomizationsOf } from './root.ts'

/** As many paths that lead into this repository, for each that does not, are no chance. */
const FEWEST_PATHS = 3

/**
 * The sources, as `Kind namespace/name`, that are this repository though nothing says its address: what Kustomizations
 * take from them stands here, but for an entry or two.
 */
export const ownSources: (files: Files) => ReadonlySet<string> = onceFor(files => {
  const bySource = groupBy(kustomizationsOf(files), sourceKey)
  const known = new Map<RepoPath, boolean>()
  const isHere = (path: RepoPath): boolean => {
    const isKnown = known.get(path) ?? [...files.keys()].some(file => isWithin(file, path))
    known.set(path, isKnown)
    return isKnown
  }
  const own = new Set<string>()
  for (const [source, users] of bySource) {
    if (source === '') continue
    const paths = new Set(users.map(pathOf).filter(path => path.includes('/') && !path.includes('${')))
    const here = [...paths].filter(isHere).length
    if (here >= FEWEST_PATHS * Math.max(1, paths.size - here)) own.add(source)
  }
  return own
})

/** What a Kustomization takes its files from, as `ownSources` names it; `''` where it says nothing. */
export function sourceKey(owner: Resource): string {
  const target = sourceReference(owner)?.target
  return target === undefined ? '' : shortId(target)
}
