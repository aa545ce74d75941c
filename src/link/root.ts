import { objectIdOf } from '../lib/kubernetes-id.ts'
import { clampPath, isWithin } from '../lib/path.ts'
import type { ParsedFile } from '../model/document.ts'
import { type Origin, type RepoPath, repoPath } from '../model/location.ts'
import { scalar } from '../model/node.ts'
import { type Resource, shortId } from '../model/resource.ts'
import { isFluxKustomization, sourceReference } from '../render/flux/spec.ts'
import { type Sync, syncKustomization, syncSource } from './sync-objects.ts'

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

export function* kustomizationsOf(files: Files): Generator<Resource> {
  for (const resource of documentsOf(files)) if (isFluxKustomization(resource.id)) yield resource
}

/** The source of a root as it stands beside it: its ignore rules count before anything is delivered. */
export function sourceBeside({ owner, beside = [] }: Root, files: Files): Resource | undefined {
  const target = sourceReference(owner)?.target
  if (target === undefined) return undefined
  const held = files.get(owner.node.file.path)
  const inFile = held === undefined ? [] : documentsOf(new Map([[owner.node.file.path, held]]))
  return [...inFile, ...beside].find(({ id }) => id.group === target.group && shortId(id) === shortId(target))
}

/** What bootstrap calls its source, and its Kustomization likewise. */
export const BOOTSTRAP_NAMES: Omit<Sync, 'at'> = {
  kind: 'GitRepository',
  namespace: 'flux-system',
  name: 'flux-system',
}

/** The root that bootstrap would write for a directory. */
export function madeRoot(path: RepoPath, at: Origin, names: Omit<Sync, 'at'> = BOOTSTRAP_NAMES): Root {
  const sync = { ...names, at }
  const owner = syncKustomization({ ...sync, path: scalar(at, path) })
  return { path, base: repoPath(''), owner, source: syncSource({ ...sync, sync: undefined }) }
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
