import { startOf } from '../lib/locate.ts'
import { groupBy } from '../lib/group-by.ts'
import { compareText } from '../lib/order.ts'
import { baseName, isWithin, parentPath } from '../lib/path.ts'
import type { RepoPath } from '../model/location.ts'
import type { Resource } from '../model/resource.ts'
import { pathOf, sourceReference } from '../render/flux/spec.ts'
import { assumedRoot } from './assumed-root.ts'
import type { ResolvedCluster } from './cluster.ts'
import { ownSources, sourceKey } from './own-sources.ts'
import { type Files, kustomizationsOf, type Root } from './root.ts'
import { findRoots, handAppliedRoots, ownRoot } from './roots.ts'

/** Renders the cluster of a root and tells what it delivers. */
export type Resolve = (root: Root) => ResolvedCluster

/**
 * Finds the clusters of a repository and has each one resolved (spec/flux.md 7.2): what bootstrap and the Flux Operator
 * start, what a person applies by hand, and directories beside those that nothing delivers. Where no root is found that
 * leads to anything, each directory that someone may apply is taken for a cluster of its own, and the answer is true.
 */
export function discoverClusters(files: Files, resolve: Resolve): boolean {
  const delivered = new Set<string>()
  const take = (root: Root): void => {
    for (const { resource } of resolve(root).objects) delivered.add(placeKey(resource))
  }
  const roots = [...findRoots(files)]
  for (const root of roots) take(root)
  for (const root of handAppliedRoots(files)) {
    if (delivered.has(placeKey(root.owner)) || roots.some(({ path }) => path === root.path)) continue
    roots.push(root)
    take(root)
  }
  const areAssumed = delivered.size === 0
  const candidates = areAssumed ? appliers(files) : neighbours(files, roots)
  for (const [directory, owners] of candidates) {
    const [first] = owners
    if (first !== undefined && !delivered.has(placeKey(first))) {
      take(ownRoot(directory, owners, files) ?? assumedRoot(directory, startOf(first.node.file), files))
    }
  }
  return areAssumed
}

/** Every directory that may turn out to be a cluster beside those of `findRoots`. */
export function possibleRoots(files: Files): readonly RepoPath[] {
  return [...handAppliedRoots(files).map(({ path }) => path), ...applicable(files).keys()]
}

/** Directories that someone may apply, by the Kustomizations in them. */
type Candidates = ReadonlyMap<RepoPath, readonly Resource[]>

/**
 * Directories beside the folders of clusters, or where another cluster would have its own: clusters whose bootstrap is
 * not in the repository.
 */
function neighbours(files: Files, roots: readonly Root[]): Candidates {
  const parents = new Set(roots.map(({ path }) => parentPath(path)).filter(path => path !== ''))
  // A sync that leads elsewhere makes a folder a template for clusters.
  const isTemplate = (directory: RepoPath): boolean =>
    [...files.keys()].some(path => isWithin(path, directory) && baseName(path) === 'gotk-sync.yaml')
  const isBeside = (directory: RepoPath): boolean =>
    (parents.has(parentPath(directory)) || roots.some(({ path }) => isLaidOutAs(directory, path))) &&
    !roots.some(({ path }) => isWithin(directory, path)) &&
    !isTemplate(directory)
  return filtered(applicable(files), isBeside)
}

/** Whether a directory is, or stands in, one whose path is that of a cluster but for one folder on the way. */
function isLaidOutAs(directory: RepoPath, cluster: RepoPath): boolean {
  const expected = cluster.split('/')
  const parts = directory.split('/').slice(0, expected.length)
  const differing = expected.flatMap((part, index) => (part === parts[index] ? [] : [index]))
  const [only = 0, ...more] = differing
  return more.length === 0 && only > 0 && only < expected.length - 1
}

/**
 * What a person, Terraform or Argo applies where no root is in the repository. Where some directories lead to others
 * that hold Kustomizations, the rest is what nobody applies any more, but for what stands beside those.
 */
function appliers(files: Files): Candidates {
  const own = ownSources(files)
  // Where a Kustomization further out patches it in, the source is in none of them.
  const holding = [...kustomizationsOf(files)].map(({ node }) => parentPath(node.file.path))
  const candidates = applicable(files)
  const leading = filtered(candidates, (directory, owners) =>
    owners.some(owner => {
      const path = pathOf(owner)
      // The whole of a source is the whole of this repository only where the source is.
      if (path === '' && !own.has(sourceKey(owner))) return false
      return holding.some(other => !isWithin(other, directory) && isWithin(other, path))
    }),
  )
  if (leading.size === 0) return candidates
  const parents = new Set([...leading.keys()].map(parentPath))
  return filtered(candidates, directory => leading.has(directory) || parents.has(parentPath(directory)))
}

/** Directories with Kustomizations, the outermost ones, into which no Kustomization from elsewhere leads. */
function applicable(files: Files): Candidates {
  const all = byDirectory(files)
  const paths = [...all.keys()]
  const isOutermost = (directory: RepoPath): boolean =>
    !paths.some(other => other !== directory && other !== '' && isWithin(directory, other))
  const isLedTo = (directory: RepoPath): boolean =>
    [...all].some(
      ([other, owners]) =>
        !isWithin(other, directory) &&
        owners.some(owner => pathOf(owner) !== '' && isWithin(directory, pathOf(owner))),
    )
  const found = filtered(all, directory => isOutermost(directory) && !isLedTo(directory))
  return new Map([...found].sort(([a], [b]) => depth(a) - depth(b) || compareText(a, b)))
}

function byDirectory(files: Files): Candidates {
  const owners = [...kustomizationsOf(files)].filter(owner => sourceReference(owner) !== undefined)
  return groupBy(owners, ({ node }) => parentPath(node.file.path))
}

function filtered(
  candidates: Candidates,
  isKept: (directory: RepoPath, owners: readonly Resource[]) => boolean,
): Candidates {
  return new Map([...candidates].filter(([directory, owners]) => isKept(directory, owners)))
}

function depth(path: RepoPath): number {
  return path === '' ? 0 : path.split('/').length
}

/** An object's place in its file; patches leave it. */
function placeKey({ node }: Resource): string {
  return `${node.file.path}:${String(node.start)}`
}
