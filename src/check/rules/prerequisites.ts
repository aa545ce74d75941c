import { isTrueAt, mapAt, textAt } from '../../lib/node.ts'
import { isForAnotherCluster } from '../../link/graph/flux-object.ts'
import { Order } from '../../link/graph/order.ts'
import type { Moment } from '../../link/graph/waits.ts'
import type { Build } from '../../model/build.ts'
import type { Cluster, Delivered } from '../../model/fleet.ts'
import { groupKind, objectKey, type Resource } from '../../model/resource.ts'
import { isSwitched } from '../../render/flux/metadata.ts'
import { OPERATOR_GROUP, specOf } from '../../render/flux/spec.ts'
import { definersOf } from './chart-definitions.ts'
import { isBlind } from './cluster-view.ts'

/** Who brings what an object needs, and the moment from which it is there. */
export interface Provider {
  /** The definition, the Namespace, or the HelmRelease that brings one of them. */
  readonly resource: Resource
  readonly build: Build
}

/** What the API server must know before it takes an object, and that comes from another build. */
export interface Need {
  readonly user: Delivered
  readonly what: 'definition' | 'namespace'
  readonly provider: Provider
  /** `late`: whoever brings it waits for the user in turn. `unordered`: nobody says which is first. */
  readonly order: 'late' | 'unordered'
}

const known = new WeakMap<Cluster, readonly Need[]>()

/**
 * What would fail its dry run on a new cluster because nothing makes it wait for what it needs (spec/flux.md 4): of each
 * build and each need one object. Nothing where something that cannot be seen may bring it.
 */
export function needsOf(cluster: Cluster): readonly Need[] {
  const found = known.get(cluster) ?? (isBlind(cluster) ? [] : [...unmetNeeds(cluster)])
  known.set(cluster, found)
  return found
}

function* unmetNeeds(cluster: Cluster): Generator<Need> {
  const order = new Order(cluster.graph)
  const definitions = definitionsIn(cluster)
  const namespaces = namespacesIn(cluster)
  const told = new Set<string>()
  for (const user of cluster.objects) {
    if (isForAnotherCluster(user.build) || isSwitched(user.resource, 'ssa', 'Ignore')) continue
    const { id } = user.resource
    const needs = [
      { what: 'definition', name: groupKind(id), providers: definitions.get(groupKind(id)) },
      { what: 'definition', name: id.group, providers: definitions.get(id.group) },
      { what: 'namespace', name: id.namespace, providers: namespaces.get(id.namespace) },
    ] as const
    for (const { what, name, providers = [] } of needs) {
      const key = `${user.build.name} ${what} ${name}`
      if (told.has(key)) continue
      told.add(key)
      const [provider] = providers
      const found = orderOf(user.build, providers, order)
      if (provider !== undefined && found !== undefined) yield { user, what, provider, order: found }
    }
  }
}

function orderOf(user: Build, providers: readonly Provider[], order: Order): Need['order'] | undefined {
  const { owner } = user
  // What a build brings itself is there in time, or a matter of other rules.
  if (owner === undefined || providers.some(({ build }) => build === user)) return undefined
  const applied = reconciled(owner)
  // Who waits for itself is told so.
  if (order.isAfter(applied, applied)) return undefined
  const isLate = (provider: Provider): boolean => order.isAfter(momentOf(provider), applied)
  if (providers.every(isLate)) return 'late'
  // Whether it also waits until a chart is installed is a matter of `graph/unawaited-definition`.
  const isFirst = ({ build }: Provider): boolean =>
    build.owner !== undefined && order.isAfter(applied, reconciled(build.owner))
  return providers.some(isFirst) ? undefined : 'unordered'
}

/** When a provider has brought what it brings. */
function momentOf({ resource, build }: Provider): Moment {
  return reconciled(isRelease(resource) ? resource : (build.owner ?? resource))
}

function reconciled({ id }: Resource): Moment {
  return { key: objectKey(id), state: 'reconciled' }
}

function isRelease({ id }: Resource): boolean {
  return groupKind(id) === 'helm.toolkit.fluxcd.io/HelmRelease'
}

/** By group and kind who delivers a definition; by group whose chart has it, where no manifest is delivered. */
function definitionsIn(cluster: Cluster): ReadonlyMap<string, readonly Provider[]> {
  const found = new Map<string, Provider[]>()
  for (const [group, definers] of definersOf(cluster)) {
    found.set(
      group,
      definers.map(({ release, build }) => ({ resource: release, build })),
    )
  }
  for (const { resource, build } of cluster.objects) {
    if (resource.id.kind !== 'CustomResourceDefinition' || isForAnotherCluster(build)) continue
    const spec = specOf(resource)
    add(found, `${textAt(spec, 'group') ?? ''}/${textAt(mapAt(spec, 'names'), 'kind') ?? ''}`, {
      resource,
      build,
    })
  }
  // Flux and its operator are there first, whoever renews their definitions.
  const isOfFlux = (name: string): boolean =>
    name.includes('.fluxcd.io/') || name.startsWith(`${OPERATOR_GROUP}/`)
  for (const name of [...found.keys()].filter(isOfFlux)) found.delete(name)
  return found
}

/** Who makes each namespace; none where the cluster has it from the start. */
function namespacesIn({ objects, builds }: Cluster): ReadonlyMap<string, readonly Provider[]> {
  const found = new Map<string, Provider[]>()
  for (const delivered of objects) {
    const name = isForAnotherCluster(delivered.build) ? undefined : namespaceOf(delivered.resource)
    if (name !== undefined) add(found, name, delivered)
  }
  const given = ['', 'default', 'flux-system', builds[0]?.owner?.id.namespace ?? '']
  for (const name of [...given, ...[...found.keys()].filter(name => name.startsWith('kube-'))]) {
    found.delete(name)
  }
  return found
}

function namespaceOf(resource: Resource): string | undefined {
  const { group, kind, name, namespace } = resource.id
  if (group === '' && kind === 'Namespace') return name
  const spec = isRelease(resource) ? specOf(resource) : undefined
  const isCreating =
    isTrueAt(mapAt(spec, 'install'), 'createNamespace') && spec?.entries.has('kubeConfig') !== true
  return isCreating ? (textAt(spec, 'targetNamespace') ?? namespace) : undefined
}

function add(found: Map<string, Provider[]>, name: string, provider: Provider): void {
  const before = found.get(name)
  if (before === undefined) found.set(name, [provider])
  else before.push(provider)
}
