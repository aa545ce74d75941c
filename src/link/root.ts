import { objectIdOf } from '../lib/kubernetes-id.ts'
import { clampPath, isWithin } from '../lib/path.ts'
import type { ParsedFile } from '../model/document.ts'
import { type Origin, type RepoPath, repoPath } from '../model/location.ts'
import { scalar } from '../model/node.ts'
import type { Resource } from '../model/resource.ts'
import { syncKustomization, syncSource } from './sync-objects.ts'

/** Where a cluster's Flux starts: the Kustomization that bootstrap, an operator or a person applies. */
export interface Root {
  /** What the cluster's Flux applies first. */
  readonly path: RepoPath
  /** The directory that its source delivers; `''` where the source is this repository. */
  readonly base: RepoPath
  readonly owner: Resource
  /** The source that comes into being with it, where no file holds one. */
  readonly source: Resource | undefined
  /** The `FluxInstance` that asks for it. */
  readonly instance?: Resource
  /** Its source is another repository, or an artifact of something else. */
  readonly isElsewhere?: boolean
  /** What stands in its folder and is applied by hand together with it. */
  readonly beside?: readonly Resource[]
}

export type Files = ReadonlyMap<RepoPath, ParsedFile>

/** Every object that stands in a file, as it stands there. */
export function* documentsOf(files: Files): Generator<Resource> {
  for (const { documents } of files.values()) {
    for (const { root } of documents) {
      const id = root?.kind === 'map' ? objectIdOf(root) : undefined
      if (root?.kind === 'map' && id !== undefined) yield { id, node: root, trail: undefined }
    }
  }
}

/** The root that bootstrap would write for a directory. */
export function madeRoot(path: RepoPath, at: Origin, name = 'flux-system'): Root {
  const names = { name, namespace: name, kind: 'GitRepository', at }
  const owner = syncKustomization({ ...names, path: scalar(at, path) })
  return { path, base: repoPath(''), owner, source: syncSource({ ...names, sync: undefined }) }
}

/** The directory from which `path` leads to `file`; a repository may stand in a directory of this one. */
export function baseOf(file: RepoPath, path: RepoPath): RepoPath | undefined {
  if (isWithin(file, path)) return repoPath('')
  const at = `/${file}`.indexOf(`/${path}/`)
  return at <= 0 ? undefined : repoPath(file.slice(0, at - 1))
}

export function joined(base: RepoPath, path: RepoPath): RepoPath {
  return clampPath(`${base}/${path}`)
}
