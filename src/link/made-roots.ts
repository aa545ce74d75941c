import { startOf } from '../lib/locate.ts'
import { compareText } from '../lib/order.ts'
import { clampPath, isWithin, parentPath } from '../lib/path.ts'
import type { RepoPath } from '../model/location.ts'
import type { Resource } from '../model/resource.ts'
import { isFluxKustomization, sourceReference } from '../render/flux/spec.ts'
import type { ResolvedCluster } from './cluster.ts'
import { documentsOf, type Files, findRoots, madeRoot, type Root } from './roots.ts'

/** The roots of the clusters that the configuration names; a root that stands in the repository is taken as it is. */
export function configuredRoots(files: Files, clusters: readonly { path: RepoPath }[]): readonly Root[] {
  const found = new Map(findRoots(files).map(root => [root.path, root]))
  return clusters.map(({ path }) => {
    const directory = clampPath(path)
    return found.get(directory) ?? madeRoot(directory, placeOf(files, directory))
  })
}

function placeOf(files: Files, directory: RepoPath): Parameters<typeof madeRoot>[1] {
  for (const [path, { file }] of files) if (isWithin(path, directory)) return startOf(file)
  return startOf({ path: directory, text: '' })
}

/**
 * Where no root stands in the repository: each directory with Kustomizations that no other build delivers, taken as
 * what a person, Terraform or Argo applies (spec/flux.md 7.2, step 4). `resolve` takes it and tells what it delivers.
 */
export function resolveAppliers(files: Files, resolve: (root: Root) => ResolvedCluster): void {
  const delivered = new Set<string>()
  for (const [directory, first] of candidates(files)) {
    if (delivered.has(placeKey(first))) continue
    const root = madeRoot(directory, startOf(first.node.file))
    for (const { resource } of resolve(root).objects) delivered.add(placeKey(resource))
  }
}

/** Directories with Kustomizations, less those below another; the outermost first. */
function candidates(files: Files): ReadonlyMap<RepoPath, Resource> {
  const directories = new Map<RepoPath, Resource>()
  for (const resource of documentsOf(files)) {
    if (!isFluxKustomization(resource.id) || sourceReference(resource) === undefined) continue
    const directory = parentPath(resource.node.file.path)
    if (!directories.has(directory)) directories.set(directory, resource)
  }
  const paths = [...directories.keys()].sort((a, b) => depth(a) - depth(b) || compareText(a, b))
  const outermost = paths.filter(
    path => !paths.some(other => other !== path && other !== '' && isWithin(path, other)),
  )
  return new Map(
    outermost.flatMap(path => {
      const first = directories.get(path)
      return first === undefined ? [] : [[path, first]]
    }),
  )
}

function depth(path: RepoPath): number {
  return path === '' ? 0 : path.split('/').length
}

/** An object's place in its file; patches leave it. */
function placeKey({ node }: Resource): string {
  return `${node.file.path}:${String(node.start)}`
}
