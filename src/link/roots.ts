import { groupBy } from '../lib/group-by.ts'
import { startOf } from '../lib/locate.ts'
import { compareText } from '../lib/order.ts'
import { baseName, isWithin, parentPath } from '../lib/path.ts'
import { type RepoPath, repoPath } from '../model/location.ts'
import { type Resource, shortId } from '../model/resource.ts'
import { nameOrigin, pathOf, SOURCE_GROUP, sourceReference } from '../render/flux/spec.ts'
import { isFluxObject } from './graph/flux-object.ts'
import { instanceRoots } from './instance-roots.ts'
import { ownSources, sourceKey } from './own-sources.ts'
import {
  BOOTSTRAP_NAMES,
  baseOf,
  documentsOf,
  type Files,
  joined,
  kustomizationsOf,
  madeRoot,
  type Root,
} from './root.ts'
import { syncSource } from './sync-objects.ts'

/**
 * The roots of every cluster (spec/flux.md 7.2): Kustomizations that lie in their own path, `FluxInstance` syncs, and
 * what `flux bootstrap` left a place for. One a path, sorted by path.
 */
export function findRoots(files: Files): readonly Root[] {
  const found = new Map<RepoPath, Root>()
  const add = (root: Root): void => {
    if (!found.has(root.path)) found.set(root.path, root)
  }
  for (const resource of kustomizationsOf(files)) {
    const root = selfRoot(resource)
    if (root !== undefined) add(root)
  }
  for (const root of instanceRoots(files)) add(root)
  for (const root of placeholders(files)) add(root)
  return [...found.values()].sort((a, b) => compareText(a.path, b.path))
}

/**
 * Kustomizations that stand in their own path, or whose path leads nowhere, beside the source that they name: what a
 * person applies by hand to start a cluster. The outermost first, and of two at one path the one whose source others
 * use; one that another cluster delivers is no root.
 */
export function handAppliedRoots(files: Files): readonly Root[] {
  const sources = new Set<string>()
  const objects = [...documentsOf(files)].filter(({ id }) => isFluxObject(id))
  for (const { id, node } of objects) {
    if (id.group === SOURCE_GROUP) sources.add(`${node.file.path} ${shortId(id)}`)
  }
  const roots: Root[] = []
  for (const owner of kustomizationsOf(files)) {
    const path = pathOf(owner)
    const reference = sourceReference(owner)
    const { file } = owner.node
    if (path === '' || reference === undefined) continue
    if (!isWithin(file.path, path) && !isLost(owner, files)) continue
    if (!sources.has(`${file.path} ${shortId(reference.target)}`)) continue
    const folder = parentPath(file.path)
    const beside = objects.filter(({ node }) => parentPath(node.file.path) === folder)
    roots.push({ path, base: repoPath(''), owner, source: undefined, beside })
  }
  const uses = usesOf(files)
  return roots.sort((a, b) => compareText(a.path, b.path) || uses(b.owner) - uses(a.owner))
}

/**
 * Whether a Kustomization takes of this repository what it does not hold, from near where it stands: in a template for
 * clusters the path is that of a cluster to come.
 */
function isLost(owner: Resource, files: Files): boolean {
  const path = pathOf(owner)
  const { file } = owner.node
  const folders = parentPath(file.path).split('/')
  return (
    baseName(file.path) !== 'gotk-sync.yaml' &&
    path.split('/').some(part => folders.includes(part)) &&
    ownSources(files).has(sourceKey(owner)) &&
    ![...files.keys()].some(other => isWithin(other, path))
  )
}

/** How many Kustomizations have the same source. */
function usesOf(files: Files): (owner: Resource) => number {
  const bySource = groupBy(kustomizationsOf(files), sourceKey)
  return owner => bySource.get(sourceKey(owner))?.length ?? 0
}

/**
 * The Kustomization of a directory that applies the very directory, for a cluster that nothing else starts. Its source,
 * where no file holds it, was made by hand as well.
 */
export function ownRoot(path: RepoPath, owners: readonly Resource[], files: Files): Root | undefined {
  const owner = owners.find(candidate => pathOf(candidate) === path)
  const target = owner === undefined ? undefined : sourceReference(owner)?.target
  if (owner === undefined || target === undefined) return undefined
  const isHeld = [...documentsOf(files)].some(({ id }) => shortId(id) === shortId(target))
  const { kind, namespace, name } = target
  const sync = { kind, namespace, name, at: nameOrigin(owner), sync: undefined }
  return { path, base: repoPath(''), owner, source: isHeld ? undefined : syncSource(sync) }
}

/**
 * A Kustomization that is what bootstrap writes: named as its namespace, in a file below its own path. An application is
 * often called as its namespace, too, and takes all of an artifact that is its own.
 */
function selfRoot(owner: Resource): Root | undefined {
  const { file } = owner.node
  const path = pathOf(owner)
  const kind = sourceReference(owner)?.target.kind
  const isNamedSo = owner.id.name === owner.id.namespace && (path !== '' || kind === 'GitRepository')
  if (kind === undefined || !(isNamedSo || baseName(file.path) === 'gotk-sync.yaml')) return undefined
  const base = baseOf(file.path, path)
  return base === undefined ? undefined : { path: joined(base, path), base, owner, source: undefined }
}

/** `flux-system/gotk-sync.yaml` without content: bootstrap will fill it in. */
function* placeholders(files: Files): Generator<Root> {
  for (const [path, { file, documents }] of files) {
    if (baseName(path) !== 'gotk-sync.yaml' || documents.some(({ root }) => root !== undefined)) continue
    const folder = parentPath(path)
    const name = baseName(folder)
    yield madeRoot(parentPath(folder), startOf(file), { ...BOOTSTRAP_NAMES, namespace: name, name })
  }
}
