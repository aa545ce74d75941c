import { itemsAt, scalarAt, textAt } from '../../lib/node.ts'
import type { Build } from '../../model/build.ts'
import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { EdgeType, Graph, GraphNode, Reference, Target } from '../../model/graph.ts'
import type { RaisedGap } from '../../model/raised.ts'
import { objectKey, type Resource, shortId } from '../../model/resource.ts'
import { HELM_GROUP, KUSTOMIZE_GROUP, SOURCE_GROUP, sourceReference, specOf } from '../../render/flux/spec.ts'
import { isInputProvider, isResourceSet } from '../../render/operator/spec.ts'
import { isLosing, isRemote, unwholeSets } from '../whole.ts'
import { SOURCE_EXTENSIONS_GROUP } from './flux-object.ts'
import { lostObjects, type Unseen } from './loss.ts'
import { isMisspelt } from './misspelt.ts'
import { mayMake } from './resource-set.ts'
import { isOfStranger } from './strangers.ts'

export interface DanglingReferences {
  /** Nothing in the cluster can be what they name. */
  readonly certain: readonly Reference[]
  /** Something that cannot be seen from here may deliver their targets. */
  readonly uncertain: readonly Reference[]
}

/** The other clusters of the fleet, where it matters. */
export type Neighbours = Pick<Fleet, 'clusters' | 'areClustersAssumed'>

/** What a name must lead to; `waits-for` may name any object, of a chart too, and `applies` is there by itself. */
const NAMING: ReadonlySet<EdgeType> = new Set<EdgeType>(['dependsOn', 'sourceRef', 'chartRef'])

/** Groups whose objects come from the repository and from nowhere else. */
const DELIVERED_GROUPS: ReadonlySet<string> = new Set([HELM_GROUP, KUSTOMIZE_GROUP, SOURCE_GROUP])

/** Whether nobody but the repository makes such an object. */
function isDelivered(target: Target): boolean {
  return DELIVERED_GROUPS.has(target.group) || isResourceSet(target) || isInputProvider(target)
}

/**
 * The `dependsOn`, `sourceRef` and `chartRef` of a cluster that lead to nothing. Uncertain are those that a remote base
 * or source, a broken build, a ResourceSet with unknown inputs or whoever applied the root may satisfy; the root's own `flux-system` source
 * is bootstrap's and never missing. Where the clusters of the fleet are assumed, they may be one.
 */
export function danglingReferences(cluster: Cluster, fleet?: Neighbours): DanglingReferences {
  const certain: Reference[] = []
  const uncertain: Reference[] = []
  const known = new KnownTargets(cluster.graph)
  const neighbours = neighboursOf(cluster, fleet)
  const unseen = [...unseenIn(cluster), ...neighbours]
  const isBroken = cluster.builds.some(({ problems }) => problems.some(isLosing))
  for (const reference of cluster.graph.references) {
    if (!NAMING.has(reference.type) || known.has(reference)) continue
    const isPossible = canExist(reference) && unseen.some(mayDeliver => mayDeliver(reference))
    const isSlip =
      isPossible &&
      !isBroken &&
      !neighbours.some(mayDeliver => mayDeliver(reference)) &&
      isMisspelt(reference, cluster.graph)
    const list = isPossible && !isSlip ? uncertain : certain
    list.push(reference)
  }
  return { certain, uncertain }
}

/** One gap for each uncertain reference. */
export function unresolvedReferences(cluster: Cluster, fleet?: Neighbours): readonly RaisedGap[] {
  return danglingReferences(cluster, fleet).uncertain.map(({ target, at }) => ({
    reason: 'unresolved-reference',
    at,
    message: `\`${shortId(target)}\` may come from what cannot be seen from here.`,
  }))
}

/** The API server takes lowercase names with `-` and `.` only; a variable may become anything. */
function canExist(reference: Reference): boolean {
  if (isNowhere(reference)) return false
  const { name } = reference.target
  return name.includes('${') || /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(name)
}

/** A ResourceSet's dependency without a namespace, which every object of these groups stands in (spec/flux.md 7.4). */
function isNowhere({ type, from, target }: Reference): boolean {
  return type === 'dependsOn' && isResourceSet(from.resource.id) && target.namespace === ''
}

/** What a Kustomization of bootstrap's may take its files from. */
const SOURCE_KINDS = ['Bucket', 'GitRepository', 'OCIRepository'] as const

class KnownTargets {
  private readonly graph: Graph
  /** Objects that stand in no namespace, by their key without one. */
  private readonly withoutNamespace = new Set<string>()
  private readonly artifacts = new Set<string>()
  private readonly bootstrapped = new Set<string>()

  constructor(graph: Graph) {
    this.graph = graph
    for (const node of graph.nodes.values()) this.add(node)
  }

  has(reference: Reference): boolean {
    const { target } = reference
    if (!isDelivered(target) || this.graph.nodes.has(objectKey(target))) return true
    if (isNowhere(reference)) return false
    const anywhere = objectKey({ ...target, namespace: '' })
    if (this.withoutNamespace.has(anywhere)) return true
    if (target.namespace === '' && this.isSomewhere(target)) return true
    return this.isMade(target)
  }

  private add({ key, resource, build }: GraphNode): void {
    const { group, kind, namespace } = resource.id
    if (namespace === '') this.withoutNamespace.add(key)
    if (build === undefined && isBootstrapped(resource)) this.bootstrapped.add(namespace)
    if (group === SOURCE_EXTENSIONS_GROUP && kind === 'ArtifactGenerator') {
      for (const name of artifactNames(resource)) this.artifacts.add(`${namespace}/${name}`)
    }
  }

  /** An object without a namespace is a mistake of its own; its references are not a second one. */
  private isSomewhere({ group, kind, name }: Target): boolean {
    for (const { resource } of this.graph.nodes.values()) {
      const { id } = resource
      if (id.name === name && id.kind === kind && id.group === group) return true
    }
    return false
  }

  /** Where bootstrap's source can be seen, it is of one kind. */
  private hasSource(namespace: string, name: string): boolean {
    return SOURCE_KINDS.some(kind =>
      this.graph.nodes.has(objectKey({ group: SOURCE_GROUP, kind, namespace, name })),
    )
  }

  private isMade({ group, kind, namespace, name }: Target): boolean {
    if (group !== SOURCE_GROUP) return false
    if (kind === 'ExternalArtifact') {
      return this.artifacts.has(`${namespace}/${name}`) || this.artifacts.has(`${namespace}/*`)
    }
    return name === 'flux-system' && this.bootstrapped.has(namespace) && !this.hasSource(namespace, name)
  }
}

/** Whether a root is what bootstrap makes: its source has the name that bootstrap gives. */
function isBootstrapped(root: Resource): boolean {
  return sourceReference(root)?.target.name === 'flux-system'
}

/** The ExternalArtifacts that an ArtifactGenerator makes; `*` where a pattern names them. */
function artifactNames(generator: Resource): readonly string[] {
  const spec = specOf(generator)
  const isPattern = (item: Parameters<typeof textAt>[0]): boolean => textAt(item, 'pathPattern') !== undefined
  return itemsAt(spec, 'artifacts').map(item =>
    isPattern(spec) || isPattern(item) ? '*' : (scalarAt(item, 'name')?.text ?? ''),
  )
}

function unseenIn(cluster: Cluster): readonly Unseen[] {
  const unseen: Unseen[] = [unknownNames(cluster.graph), foreignSources(cluster.graph)]
  for (const build of cluster.builds) {
    const holders = holdersIn(build, cluster)
    if (holders.length === 0) continue
    const reach = reachOf(build, cluster)
    const owner = build.owner === undefined ? undefined : objectKey(build.owner.id)
    // An object that waited for what it applies itself would never be reconciled.
    unseen.push(
      reference =>
        reference.from.key !== owner && reach(reference) && holders.some(mayHold => mayHold(reference)),
    )
  }
  for (const set of unwholeSets(cluster)) {
    const makes = mayMake(set)
    unseen.push(({ target }) => makes(target))
  }
  return unseen
}

/** What a build does not show of what it holds. */
function holdersIn(build: Build, cluster: Cluster): readonly Unseen[] {
  const { graph } = cluster
  const { gaps, problems } = build
  const isElsewhere = gaps.some(gap => isRemote(gap) && !isOfStranger(gap, build, graph))
  // What has no source delivers nothing, so no source of another either.
  const holds: Unseen = isWithoutSource(build, graph) ? reference => !isSourceOfBuild(reference) : () => true
  const remote: Unseen[] = isElsewhere ? [holds] : []
  // Of a ResourceSet it is known what its templates may make.
  const lost = problems.filter(problem => problem.code !== 'template' && isLosing(problem))
  return [...remote, ...lost.map(problem => lostObjects({ problem, build, cluster }))]
}

function isWithoutSource({ owner }: Build, { nodes }: Graph): boolean {
  const source = owner === undefined ? undefined : sourceReference(owner)?.target
  return source !== undefined && !nodes.has(objectKey(source))
}

function isSourceOfBuild({ type, from }: Reference): boolean {
  return type === 'sourceRef' && from.resource.id.group === KUSTOMIZE_GROUP
}

/** Directories that are taken for clusters because none is found may go to the same one. */
function neighboursOf(cluster: Cluster, fleet: Neighbours | undefined): readonly Unseen[] {
  if (fleet?.areClustersAssumed !== true) return []
  const others = fleet.clusters.filter(other => other !== cluster)
  return [({ target }) => others.some(({ graph }) => graph.nodes.has(objectKey(target)))]
}

/** The namespaces into which a build can deliver. */
function reachOf({ owner }: Build, cluster: Cluster): Unseen {
  if (owner === undefined) return () => true
  const spec = specOf(owner)
  const targetNamespace = textAt(spec, 'targetNamespace')
  if (targetNamespace !== undefined) return ({ target }) => target.namespace === targetNamespace
  const account = textAt(spec, 'serviceAccountName')
  const own = owner.id.namespace
  if (account === undefined || isClusterWide(cluster, own, account)) return () => true
  return ({ target }) => target.namespace === own
}

/** Whether a ClusterRoleBinding gives a service account rights outside its namespace. */
function isClusterWide({ objects }: Cluster, namespace: string, account: string): boolean {
  // kustomize-controller's own account is cluster-admin, by an object of bootstrap's (spec/flux.md 3.6).
  if (account === 'kustomize-controller') return true
  return objects.some(
    ({ resource: { id, node } }) =>
      id.kind === 'ClusterRoleBinding' &&
      itemsAt(node, 'subjects').some(
        subject => textAt(subject, 'name') === account && textAt(subject, 'namespace') === namespace,
      ),
  )
}

/** What is named with a variable may be anything once the variable is known. */
function unknownNames({ nodes }: Graph): Unseen {
  const open = new Set<string>()
  for (const { resource } of nodes.values()) {
    if (`${resource.id.namespace}/${resource.id.name}`.includes('${')) open.add(resource.id.kind)
  }
  return ({ target: { kind, namespace, name } }) => open.has(kind) || `${namespace}/${name}`.includes('${')
}

/** Who applies a root by hand may have applied its source by hand, too. */
function foreignSources({ nodes, references }: Graph): Unseen {
  const applied = new Set<string>()
  for (const { type, target } of references) if (type === 'applies') applied.add(objectKey(target))
  const sources = new Set<string>()
  for (const { type, from, target } of references) {
    const isForeign = nodes.get(from.key)?.build === undefined && !applied.has(from.key)
    if (type === 'sourceRef' && isForeign) sources.add(objectKey(target))
  }
  return ({ target }) => sources.has(objectKey(target))
}
