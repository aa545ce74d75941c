import { isNamedAfter } from '../../../lib/named-after.ts'
import { isTrueAt, mapAt, scalarAt, textAt } from '../../../lib/node.ts'
import type { Build } from '../../../model/build.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import type { Origin } from '../../../model/location.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'
import { isBlind } from '../cluster-view.ts'
import { isPrepared } from '../prepared.ts'

function message({ id }: Resource): string {
  return `\`${shortId(id)}\` goes into the namespace \`${id.namespace}\`, which nothing creates.`
}

function releaseMessage({ id }: Resource, namespace: string): string {
  return `\`${shortId(id)}\` installs its chart into the namespace \`${namespace}\`, which nothing creates.`
}

const RELEASE_FIX = 'Set `install.createNamespace: true`, deliver a Namespace, or correct the name.'

export const uncreatedNamespace: FleetRule = {
  id: 'flux/uncreated-namespace',
  scope: 'fleet',
  severity: 'warning',
  summary: 'The namespace of every object is created by the fleet.',
  why: 'The dry run of the object fails with `namespaces "…" not found`, and nothing of its Kustomization is applied.',
  fix: 'Deliver a Namespace, or correct the name; `targetNamespace` and `namespace` create none.',

  *check(fleet) {
    if (fleet.areClustersAssumed === true || isPrepared(fleet)) return
    for (const cluster of fleet.clusters) {
      if (isBlind(cluster)) continue
      const created = new Set(createdIn(cluster))
      const told = new Set<string>()
      for (const delivered of cluster.objects) {
        const { resource, build } = delivered
        yield* unpreparedRelease(delivered, created)
        const { namespace } = resource.id
        const key = `${build.name} ${namespace}`
        if (isThere(namespace, created) || told.has(key) || isElsewhere(build)) continue
        told.add(key)
        yield problemOf(delivered, cluster)
      }
    }
  },
}

function problemOf({ resource, build }: Delivered, cluster: Cluster): Problem {
  const { id, node, trail } = resource
  const renamed = renamedFrom(id.namespace, cluster)
  const at = renamed ?? scalarAt(mapAt(node, 'metadata'), 'namespace') ?? node
  const fix =
    renamed === undefined ? undefined : `Write \`${id.namespace}\`: the line renames the Namespace, too.`
  return { at, message: message(resource), fix, build, resource, trail }
}

/** The `namespace:` of a kustomization that renames a Namespace, in a folder that is called as the missing one. */
function renamedFrom(namespace: string, { objects }: Cluster): Origin | undefined {
  for (const { resource } of objects) {
    const { group, kind, name } = resource.id
    if (group !== '' || kind !== 'Namespace') continue
    const at = nameOrigin(resource)
    const { path } = at.file
    const isRenamed = path !== resource.node.file.path && isNamedAfter(path, namespace)
    if (isRenamed && !isNamedAfter(path, name)) return at
  }
  return undefined
}

/** A release whose chart goes into a namespace that neither the fleet nor Helm creates. */
function* unpreparedRelease(
  { resource, build }: Delivered,
  created: ReadonlySet<string>,
): Generator<Problem> {
  const { id, trail } = resource
  const target = id.kind === 'HelmRelease' ? scalarAt(specOf(resource), 'targetNamespace') : undefined
  const isRemote = mapAt(specOf(resource), 'kubeConfig') !== undefined || isElsewhere(build)
  if (target === undefined || isRemote || isThere(target.text, created)) return
  yield {
    at: target,
    message: releaseMessage(resource, target.text),
    fix: RELEASE_FIX,
    build,
    resource,
    trail,
  }
}

/** Namespaces of Kubernetes and of bootstrap, and names that a variable will make. */
function isThere(namespace: string, created: ReadonlySet<string>): boolean {
  return (
    namespace === '' ||
    namespace === 'default' ||
    namespace.startsWith('kube-') ||
    namespace.includes('${') ||
    created.has(namespace)
  )
}

function isElsewhere({ owner }: Build): boolean {
  return owner !== undefined && mapAt(specOf(owner), 'kubeConfig') !== undefined
}

function* createdIn({ objects, builds }: Cluster): Generator<string> {
  yield 'flux-system'
  const [root] = builds
  if (root?.owner !== undefined) yield root.owner.id.namespace
  for (const delivered of objects) yield* createdBy(delivered)
}

function* createdBy({ resource: { id, node } }: Delivered): Generator<string> {
  if (id.group === '' && id.kind === 'Namespace') yield id.name
  if (id.kind !== 'HelmRelease') return
  const spec = mapAt(node, 'spec')
  if (isTrueAt(mapAt(spec, 'install'), 'createNamespace'))
    yield textAt(spec, 'targetNamespace') ?? id.namespace
}
