import type { Build } from '../model/build.ts'
import type { Delivered } from '../model/fleet.ts'
import type { RepoPath } from '../model/location.ts'
import { type Resource, shortId } from '../model/resource.ts'
import { clampPath, isWithin } from '../lib/path.ts'
import { itemsAt, textAt, toPlain } from '../lib/node.ts'
import { isFluxKustomization, pathOf, sourceReference, specOf, substituteFrom } from '../render/flux/spec.ts'
import { configName } from '../render/flux/made-secret.ts'
import { type FluxBuild, renderFlux } from '../render/flux/render.ts'
import { collectVariables, type FindObject, type VariableSet } from '../render/flux/variables.ts'
import { withCopiedData } from '../render/operator/copied-data.ts'
import { renderResourceSet } from '../render/operator/resource-set.ts'
import { isInputProvider, isResourceSet } from '../render/operator/spec.ts'
import type { Documents } from '../read/documents.ts'
import { filed, type IsClusterScoped } from './cluster-scope.ts'
import { type Generated, GeneratedArtifacts, isGenerator } from './generated-artifacts.ts'
import { elsewhereGap, generatedGround, type Ground, notHere } from './ground.ts'
import { sourceKey } from './own-sources.ts'
import type { Root } from './root.ts'
import { type ArtifactRequest, SourceArtifacts } from './source-artifacts.ts'
import { Sources } from './sources.ts'

export interface ClusterRequest {
  readonly root: Root
  /** The root's source, where a file holds it. */
  readonly rootSource?: Resource | undefined
  /** What stands before the names of builds: `clusters/dev`. */
  readonly label: string
  /** Sources that are this repository by what is taken from them. */
  readonly ownSources: ReadonlySet<string>
  /** The documents of the whole repository. */
  readonly documents: Documents
  artifact(request: ArtifactRequest): Documents
  readonly sources: ReadonlyMap<string, RepoPath>
  /** A ConfigMap or Secret that no build delivers and a file holds: a person or a script applies it. */
  readonly applied: FindObject
  readonly isClusterScoped: IsClusterScoped
  readonly fluxVersion: string | undefined
}

export interface ResolvedCluster {
  readonly builds: readonly Build[]
  readonly objects: readonly Delivered[]
  readonly used: ReadonlySet<RepoPath>
  /** The root as its own build patches it. */
  readonly owner: Resource
}

interface Pending {
  readonly owner: Resource
  readonly parent: Build | undefined
}

/** Renders the root, then what it delivers, then what that delivers (spec/flux.md 8.5, step 7). */
export function resolveCluster(request: ClusterRequest): ResolvedCluster {
  return new ClusterResolver(request).resolve()
}

/** One use each. A Kustomization that needs an object nobody has delivered yet waits for the others. */
class ClusterResolver {
  private readonly request: ClusterRequest
  private readonly sources: Sources
  private readonly artifacts: SourceArtifacts
  private readonly generated: GeneratedArtifacts
  private readonly builds: Build[] = []
  private readonly objects: Delivered[] = []
  private readonly byName = new Map<string, Resource>()
  /** ConfigMaps and Secrets, also those that an operator makes, by what they are called. */
  private readonly configs = new Map<string, Resource>()
  private readonly seen = new Set<string>()
  private readonly used = new Set<RepoPath>()
  private queue: Pending[] = []
  private waiting: Pending[] = []

  constructor(request: ClusterRequest) {
    this.request = request
    const find = (id: Parameters<FindObject>[0]): Resource | undefined => this.find(id)
    this.sources = new Sources(request.root, find, request.sources)
    this.artifacts = new SourceArtifacts(this.sources, wanted => request.artifact(wanted))
    this.generated = new GeneratedArtifacts({
      sources: this.sources,
      artifacts: this.artifacts,
      documents: request.documents,
      generators: () => this.objects.map(({ resource }) => resource).filter(({ id }) => isGenerator(id)),
    })
  }

  resolve(): ResolvedCluster {
    const { root } = this.request
    for (const made of [root.instance, root.source]) if (made !== undefined) this.remember(made)
    const owner = this.resolveRoot(root)
    for (let next = this.next(); next !== undefined; next = this.next()) {
      if (next.isFinal || this.isReady(next.owner)) this.build(next)
      else this.waiting.push(next)
    }
    return { builds: this.builds, objects: this.objects, used: this.used, owner }
  }

  /** The root delivers itself; what its own build patches into it counts from then on. */
  private resolveRoot(root: Root): Resource {
    const first = this.render({ owner: root.owner, parent: undefined })
    const patched = first.resources.find(
      ({ id }) =>
        isFluxKustomization(id) && id.name === root.owner.id.name && id.namespace === root.owner.id.namespace,
    )
    const isSame = patched === undefined || sameObject(patched, root.owner)
    const owner = isSame ? root.owner : patched
    this.seen.add(shortId(owner.id))
    this.take(isSame ? first : this.render({ owner, parent: undefined }))
    return owner
  }

  private next(): (Pending & { isFinal: boolean }) | undefined {
    const queued = this.queue.shift()
    if (queued !== undefined) return { ...queued, isFinal: false }
    const ready = this.waiting.findIndex(({ owner }) => this.isReady(owner))
    const [released] = this.waiting.splice(Math.max(ready, 0), 1)
    return released === undefined ? undefined : { ...released, isFinal: true }
  }

  private isReady(owner: Resource): boolean {
    if (isResourceSet(owner.id)) return this.hasProviders(owner)
    if (!this.hasSource(owner)) return false
    const { namespace } = owner.id
    return substituteFrom(owner).every(
      ({ kind, name }) => this.config({ kind, namespace, name }) !== undefined,
    )
  }

  private hasSource(owner: Resource): boolean {
    const generated = this.generatedFor(owner)
    return generated === undefined
      ? this.sources.of(owner).kind !== 'missing'
      : this.generated.isReady(generated)
  }

  private generatedFor(owner: Resource): Generated | undefined {
    const reference = sourceReference(owner)
    return reference === undefined ? undefined : this.generated.find(reference.target)
  }

  /** A provider that a selector finds may come from anywhere. */
  private hasProviders(owner: Resource): boolean {
    const { namespace } = owner.id
    return itemsAt(specOf(owner), 'inputsFrom').every(reference => {
      const name = textAt(reference, 'name')
      return (
        name !== undefined && this.find({ kind: 'ResourceSetInputProvider', namespace, name }) !== undefined
      )
    })
  }

  private build({ owner, parent }: Pending): void {
    if (parent === undefined || !isResourceSet(owner.id)) this.take(this.render({ owner, parent }))
    else this.take(this.renderResourceSet(owner, parent))
  }

  private renderResourceSet(owner: Resource, parent: Build): Build {
    const { namespace, name } = owner.id
    const providers = this.objects
      .map(({ resource }) => resource)
      .filter(({ id }) => isInputProvider(id) && id.namespace === namespace)
    const label = `${this.request.label} › ResourceSet ${namespace}/${name}`
    return this.filed(renderResourceSet({ owner, name: label, providers, parent }))
  }

  private filed(build: Build): Build {
    return {
      ...build,
      resources: build.resources.map(resource => filed(resource, this.request.isClusterScoped)),
    }
  }

  private render({ owner, parent }: Pending): Build {
    const name = `${this.request.label} › Kustomization ${owner.id.namespace}/${owner.id.name}`
    const ground = this.groundOf(owner)
    if (ground.kind === 'nothing') return emptyBuild({ owner, parent }, name, ground)
    const { documents, directory } = ground
    const renderWith = (find: FindObject): FluxBuild =>
      renderFlux({ owner, name, directory, documents, variables: this.variables(owner, find), parent })
    const find: FindObject = id => this.config(id) ?? this.request.applied(id)
    const first = renderWith(find)
    // From the second time on, what it delivers itself is there.
    const own = this.ownVariables(owner, first.build)
    const { build, used } =
      own.size === 0 ? first : renderWith(id => this.config(id) ?? own.get(shortId(id)) ?? find(id))
    for (const path of used) this.used.add(documents.repository.mountedFrom?.(path) ?? path)
    return this.filed(build)
  }

  /** Where the files of a Kustomization are. */
  private groundOf(owner: Resource): Ground {
    const generated = this.generatedFor(owner)
    if (generated !== undefined) return generatedGround(owner, this.generated.contentOf(generated))
    const answer = this.sources.of(owner)
    const base = answer.kind === 'local' ? answer.base : this.request.root.base
    const { documents, unknown } = this.artifacts.of(base, 'source' in answer ? answer.source : undefined)
    const directory = clampPath(`${base}/${pathOf(owner)}`)
    const elsewhere =
      notHere(answer, this.isOwnPath(owner, base, documents)) ??
      unknown.find(({ path }) => isWithin(directory, path))
    if (elsewhere === undefined) return { kind: 'files', documents, directory }
    return { kind: 'nothing', gaps: [elsewhereGap(owner, elsewhere)] }
  }

  private variables(owner: Resource, find: FindObject): VariableSet | undefined {
    const found = collectVariables(owner, find)
    const [major = 0, minor = 0] = (this.request.fluxVersion ?? '').split('.').map(Number)
    const isLenient = major === 2 && minor < 9
    return found === undefined || !isLenient ? found : { ...found, isLenient }
  }

  /** What a Kustomization takes its variables from and nobody but itself delivers. */
  private ownVariables(owner: Resource, { resources }: Build): ReadonlyMap<string, Resource> {
    const { namespace } = owner.id
    const wanted = substituteFrom(owner)
      .map(({ kind, name }) => shortId({ kind, namespace, name }))
      .filter(key => !this.configs.has(key))
    const found = resources.flatMap(resource => {
      const name = configName(resource)
      return name !== undefined && wanted.includes(name) ? [[name, resource] as const] : []
    })
    return new Map(found)
  }

  /** A source that nobody delivers, or that may be this repository, is taken for this repository where the path, or most paths, lead somewhere in it. */
  private isOwnPath(owner: Resource, base: RepoPath, { repository }: Documents): boolean {
    if (this.request.ownSources.has(sourceKey(owner))) return true
    const path = pathOf(owner)
    return path !== '' && repository.kindOf(clampPath(`${base}/${path}`)) === 'directory'
  }

  private take(build: Build): void {
    this.builds.push(build)
    for (const resource of build.resources) {
      this.objects.push({ resource, build })
      this.remember(resource)
    }
    for (const owner of build.resources) {
      const key = shortId(owner.id)
      if (!isBuilder(owner.id) || this.seen.has(key)) continue
      this.seen.add(key)
      this.queue.push({ owner, parent: build })
    }
  }

  private remember(resource: Resource): void {
    const key = shortId(resource.id)
    if (!this.byName.has(key)) this.byName.set(key, resource)
    const config = configName(resource)
    if (config !== undefined && !this.configs.has(config)) this.configs.set(config, resource)
  }

  private config(id: Parameters<FindObject>[0]): Resource | undefined {
    const found = this.configs.get(shortId(id))
    return found === undefined ? undefined : withCopiedData(found, other => this.configs.get(shortId(other)))
  }

  private find(id: Parameters<FindObject>[0]): Resource | undefined {
    const { rootSource } = this.request
    const key = shortId(id)
    return (
      this.byName.get(key) ??
      (rootSource !== undefined && shortId(rootSource.id) === key ? rootSource : undefined)
    )
  }
}

/** Whether Flux makes objects of this one. */
function isBuilder(id: Resource['id']): boolean {
  return isFluxKustomization(id) || isResourceSet(id)
}

function emptyBuild({ owner, parent }: Pending, name: string, ground: Ground & { kind: 'nothing' }): Build {
  const { problems = [], gaps = [] } = ground
  return {
    name,
    directory: clampPath(pathOf(owner)),
    resources: [],
    problems,
    gaps,
    owner,
    ...(parent === undefined ? {} : { parent }),
  }
}

function sameObject(a: Resource, b: Resource): boolean {
  const [first, second] = [a, b].map(({ node }) => JSON.stringify(toPlain(node), bigintAsText))
  return first === second
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
