import { groupBy } from '../lib/group-by.ts'
import { isWithin, parentPath } from '../lib/path.ts'
import type { Origin, RepoPath } from '../model/location.ts'
import { type Resource, shortId } from '../model/resource.ts'
import { sourceReference } from '../render/flux/spec.ts'
import { ownSources, sourceKey } from './own-sources.ts'
import { BOOTSTRAP_NAMES, documentsOf, type Files, kustomizationsOf, madeRoot, type Root } from './root.ts'

/**
 * The root of a directory that someone applies though nothing here says so. Its source is the one that Kustomizations
 * in it take this repository from and no file holds, else that of bootstrap; it is called as none that stands there,
 * because that one would be taken for the root itself.
 */
export function assumedRoot(path: RepoPath, at: Origin, files: Files): Root {
  const within = [...kustomizationsOf(files)].filter(({ node }) => isWithin(node.file.path, path))
  const beside = within.filter(({ node }) => parentPath(node.file.path) === path)
  const taken = new Set(beside.map(({ id }) => shortId(id)))
  const candidates = [unheldSource(within, files) ?? BOOTSTRAP_NAMES, BOOTSTRAP_NAMES]
  const isFree = ({ namespace, name }: (typeof candidates)[number]): boolean =>
    !taken.has(shortId({ kind: 'Kustomization', namespace, name }))
  return madeRoot(path, at, candidates.find(isFree) ?? { ...BOOTSTRAP_NAMES, name: 'bootstrap' })
}

function unheldSource(owners: readonly Resource[], files: Files): typeof BOOTSTRAP_NAMES | undefined {
  const held = new Set([...documentsOf(files)].map(({ id }) => shortId(id)))
  const own = ownSources(files)
  const users = [...groupBy(owners, sourceKey)].filter(([key]) => own.has(key) && !held.has(key))
  const [most] = users.sort(([, a], [, b]) => b.length - a.length)
  const [user] = most?.[1] ?? []
  return user === undefined ? undefined : sourceReference(user)?.target
}
