import { clampPath } from '../lib/path.ts'
import type { ParsedFile } from '../model/document.ts'
import type { Cluster, Fleet } from '../model/fleet.ts'
import type { RepoPath } from '../model/location.ts'
import { objectKey } from '../model/resource.ts'
import type { Documents } from '../read/documents.ts'
import { patchedSync } from '../render/flux/instance.ts'
import { clusterNames } from './cluster-names.ts'
import { clusterScopes } from './cluster-scope.ts'
import { resolveCluster, type ResolvedCluster } from './cluster.ts'
import { fluxVersion } from './flux-version.ts'
import { buildGraph } from './graph.ts'
import { configsIn } from './applied-configs.ts'
import { configuredRoots } from './configured-roots.ts'
import { discoverClusters } from './discover.ts'
import { ownSources } from './own-sources.ts'
import { type Files, type Root, sourceBeside } from './root.ts'
import type { ArtifactRequest } from './source-artifacts.ts'
import { standaloneBuilds } from './standalone.ts'
import { namedRoot, type NamedRoot, wantedRoot } from './wanted-root.ts'

export interface ResolveOptions {
  /** Roots to take instead of those that are found; `name` is what the report calls the cluster. */
  readonly clusters: readonly { readonly path: RepoPath; readonly name?: string | undefined }[]
  /** `Kind/namespace/name` of a source → directory of this repository. */
  readonly sources: ReadonlyMap<string, RepoPath>
  /** Used where the repository does not say which Flux a cluster runs. */
  readonly fluxVersion: string | undefined
  /** The name or path of the one cluster that is asked for: where that changes nothing in it, others are not rendered. */
  readonly wanted?: string | undefined
  /** Whether a file is looked at for itself; builds read it all the same. */
  includes(path: RepoPath): boolean
  /** The artifact that a source makes of a directory. */
  artifact(documents: Documents, request: ArtifactRequest): Documents
}

/** Finds the clusters of a repository and renders everything that their Flux would apply. */
export function resolveFleet(documents: Documents, options: ResolveOptions): Fleet {
  const files = parseFiles(documents, options)
  const configured = configuredRoots(files, options.clusters)
  const isClusterScoped = clusterScopes(files)
  const appliedConfigs = configsIn(files)
  const resolved = new Map<Root, ResolvedCluster>()
  const resolve = (root: Root): ResolvedCluster => {
    const found = resolveCluster({
      root: withInstancePatches(root, documents),
      rootSource: sourceBeside(root, files),
      ownSources: ownSources(files),
      label: root.path === '' ? '.' : root.path,
      sources: options.sources,
      applied: id => appliedConfigs(id, root.path),
      isClusterScoped,
      fluxVersion: fluxVersion(root, files) ?? options.fluxVersion,
      documents,
      artifact: request => options.artifact(documents, request),
    })
    resolved.set(root, found)
    return found
  }
  const only = onlyRoot(files, configured, options)
  for (const root of only === undefined ? configured : [only.root]) resolve(root)
  const areClustersAssumed = only === undefined && configured.length === 0 && discoverClusters(files, resolve)
  const names =
    only === undefined ? namesOf([...resolved.keys()], options) : new Map([[only.root.path, only.name]])
  const clusters = [...resolved].map(([root, found]) => cluster(root, found, { files, names, options }))
  const reached = new Set([...resolved.values()].flatMap(({ used }) => [...used]))
  const standalone =
    clusters.length > 0 && !areClustersAssumed ? [] : standaloneBuilds(documents, files, reached)
  return {
    repository: documents.repository,
    files,
    clusters,
    areClustersAssumed,
    standalone,
    reached,
  }
}

function onlyRoot(files: Files, configured: readonly Root[], options: ResolveOptions): NamedRoot | undefined {
  const { wanted } = options
  if (wanted === undefined) return undefined
  if (configured.length > 0) return namedRoot(configured, namesOf(configured, options), wanted)
  return wantedRoot(files, wanted)
}

function withInstancePatches(root: Root, documents: Documents): Root {
  const { instance, owner, source } = root
  if (instance === undefined || source === undefined) return root
  const [patchedOwner = owner, patchedSource = source] = patchedSync(instance, [owner, source], documents)
  return { ...root, owner: patchedOwner, source: patchedSource }
}

function parseFiles(documents: Documents, options: ResolveOptions): Files {
  const files = new Map<RepoPath, ParsedFile>()
  for (const path of documents.repository.files()) {
    if (!/\.ya?ml$/.test(path) || !options.includes(path)) continue
    const parsed = documents.parse(path, 'resource')
    if (parsed !== undefined) files.set(path, parsed)
  }
  return files
}

interface Naming {
  readonly files: Files
  readonly names: ReadonlyMap<RepoPath, string>
  readonly options: ResolveOptions
}

function cluster(root: Root, { builds, objects, owner }: ResolvedCluster, naming: Naming): Cluster {
  const rootNodes = [owner, root.source, root.instance, ...(root.beside ?? [])]
    .filter(made => made !== undefined)
    .map(resource => ({ key: objectKey(resource.id), resource, build: undefined }))
  return {
    name: naming.names.get(root.path) ?? root.path,
    path: root.path,
    builds,
    objects,
    graph: buildGraph(objects, rootNodes),
    fluxVersion: fluxVersion(root, naming.files) ?? naming.options.fluxVersion,
  }
}

function namesOf(roots: readonly Root[], { clusters }: ResolveOptions): ReadonlyMap<RepoPath, string> {
  const names = new Map(clusterNames(roots.map(({ path }) => path)))
  for (const { path, name } of clusters) if (name !== undefined) names.set(clampPath(path), name)
  return names
}
