import { objectIdOf } from '../lib/kubernetes-id.ts'
import { startOf } from '../lib/locate.ts'
import { mapAt, scalarAt, textAt } from '../lib/node.ts'
import { compareText } from '../lib/order.ts'
import { baseName, clampPath, isWithin, parentPath } from '../lib/path.ts'
import type { ParsedFile } from '../model/document.ts'
import { type Origin, type RepoPath, repoPath } from '../model/location.ts'
import { type Mapping, mapping, type Node, type Scalar, scalar } from '../model/node.ts'
import type { Resource } from '../model/resource.ts'
import { isFluxKustomization, OPERATOR_GROUP, pathOf, sourceReference } from '../render/flux/spec.ts'

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
}

export type Files = ReadonlyMap<RepoPath, ParsedFile>

/**
 * The roots of every cluster (spec/flux.md 7.2): Kustomizations that lie in their own path, `FluxInstance` syncs, and
 * what `flux bootstrap` left a place for. One a path, sorted by path.
 */
export function findRoots(files: Files): readonly Root[] {
  const found = new Map<RepoPath, Root>()
  const add = (root: Root): void => {
    if (!found.has(root.path)) found.set(root.path, root)
  }
  for (const resource of documentsOf(files)) {
    const root = isFluxKustomization(resource.id) ? selfRoot(resource) : instanceRoot(resource)
    if (root !== undefined) add(root)
  }
  for (const root of placeholders(files)) add(root)
  return [...found.values()].sort((a, b) => compareText(a.path, b.path))
}

/** Every object that stands in a file, as it stands there. */
export function* documentsOf(files: Files): Generator<Resource> {
  for (const { documents } of files.values()) {
    for (const { root } of documents) {
      const id = root?.kind === 'map' ? objectIdOf(root) : undefined
      if (root?.kind === 'map' && id !== undefined) yield { id, node: root, trail: undefined }
    }
  }
}

/** A Kustomization that is what bootstrap writes: named as its namespace, in a file below its own path. */
function selfRoot(owner: Resource): Root | undefined {
  const { file } = owner.node
  const isBootstrap = baseName(file.path) === 'gotk-sync.yaml' || owner.id.name === owner.id.namespace
  if (!isBootstrap || sourceReference(owner) === undefined) return undefined
  const path = pathOf(owner)
  const base = baseOf(file.path, path)
  return base === undefined ? undefined : { path: joined(base, path), base, owner, source: undefined }
}

/** The directory from which `path` leads to `file`; a repository may stand in a directory of this one. */
function baseOf(file: RepoPath, path: RepoPath): RepoPath | undefined {
  if (isWithin(file, path)) return repoPath('')
  const at = `/${file}`.indexOf(`/${path}/`)
  return at <= 0 ? undefined : repoPath(file.slice(0, at - 1))
}

function joined(base: RepoPath, path: RepoPath): RepoPath {
  return clampPath(`${base}/${path}`)
}

function instanceRoot(instance: Resource): Root | undefined {
  if (instance.id.group !== OPERATOR_GROUP || instance.id.kind !== 'FluxInstance') return undefined
  const sync = mapAt(mapAt(instance.node, 'spec'), 'sync')
  const path = scalarAt(sync, 'path')
  if (sync === undefined || path === undefined) return undefined
  const namespace = instance.id.namespace === '' ? 'flux-system' : instance.id.namespace
  const names = { name: textAt(sync, 'name') ?? namespace, namespace }
  const kind = textAt(sync, 'kind') ?? 'GitRepository'
  const owner = syncKustomization({ ...names, kind, path, at: path })
  const source = syncSource({ ...names, kind, at: scalarAt(sync, 'url') ?? path, sync })
  return { path: clampPath(path.text), base: repoPath(''), owner, source, instance }
}

/** `flux-system/gotk-sync.yaml` without content: bootstrap will fill it in. */
function* placeholders(files: Files): Generator<Root> {
  for (const [path, { file, documents }] of files) {
    if (baseName(path) !== 'gotk-sync.yaml' || documents.some(({ root }) => root !== undefined)) continue
    const folder = parentPath(path)
    yield madeRoot(parentPath(folder), startOf(file), baseName(folder))
  }
}

/** The root that bootstrap would write for a directory. */
export function madeRoot(path: RepoPath, at: Origin, name = 'flux-system'): Root {
  const names = { name, namespace: name, kind: 'GitRepository', at }
  const owner = syncKustomization({ ...names, path: scalar(at, path) })
  return { path, base: repoPath(''), owner, source: syncSource({ ...names, sync: undefined }) }
}

interface Sync {
  readonly name: string
  readonly namespace: string
  readonly kind: string
  readonly at: Origin
}

function syncKustomization({ name, namespace, kind, path, at }: Sync & { path: Scalar }): Resource {
  return made(at, {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: object(at, { name, namespace }),
    spec: object(at, {
      interval: '10m',
      path,
      prune: scalar(at, true),
      sourceRef: object(at, { kind, name }),
    }),
  })
}

function syncSource({ name, namespace, kind, at, sync }: Sync & { sync: Mapping | undefined }): Resource {
  const spec = new Map([...(sync?.entries ?? [])].filter(([key]) => key === 'url' || key === 'ref'))
  return made(at, {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind,
    metadata: object(at, { name, namespace }),
    spec: mapping(at, spec),
  })
}

function made(at: Origin, fields: Readonly<Record<string, string | Node>>): Resource {
  const node = object(at, fields)
  const id = objectIdOf(node)
  if (id === undefined) throw new Error('a made object has no apiVersion or kind')
  return { id, node, trail: undefined }
}

function object(at: Origin, fields: Readonly<Record<string, string | Node>>): Mapping {
  const entries = Object.entries(fields).map(([key, value]) => {
    const node = typeof value === 'string' ? scalar(at, value) : value
    return [key, { key: scalar(at, key), value: node }] as const
  })
  return mapping(at, new Map(entries))
}
