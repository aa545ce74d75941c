import { itemsAt, mapAt, scalarAt, textAt } from '../../../lib/node.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import type { Reference } from '../../../model/graph.ts'
import type { Node } from '../../../model/node.ts'
import { type ObjectId, type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { HELM_GROUP, KUSTOMIZE_GROUP, specOf } from '../../../render/flux/spec.ts'
import { isLockedDown } from '../controllers.ts'

function message({ id }: Resource, target: Pick<ObjectId, 'kind' | 'namespace' | 'name'>): string {
  return `\`${shortId(id)}\` takes from \`${shortId(target)}\`, and this cluster blocks references into other namespaces.`
}

export const blockedReference: ClusterRule = {
  id: 'flux/blocked-reference',
  scope: 'cluster',
  severity: 'error',
  summary: 'Where a cluster blocks references into other namespaces, no object has one.',
  why: 'The controller refuses it for good: `cross-namespace references have been blocked`, and nothing is applied.',
  fix: 'Deliver what is referred to into the namespace of the object.',

  *check(cluster) {
    const isLocked = lockedGroups(cluster)
    for (const reference of cluster.graph.references) {
      const { type, from, target, at } = reference
      const { resource, build } = from
      if ((type !== 'sourceRef' && type !== 'chartRef') || !isLocked(resource.id.group)) continue
      if (!isAcross(reference)) continue
      yield { at, message: message(resource, target), build, resource, trail: resource.trail }
    }
    for (const delivered of cluster.objects) {
      if (isLocked(delivered.resource.id.group)) yield* otherProblems(delivered)
    }
  },
}

const CONTROLLERS: Readonly<Record<string, string>> = {
  [HELM_GROUP]: 'helm-controller',
  [KUSTOMIZE_GROUP]: 'kustomize-controller',
  'image.toolkit.fluxcd.io': 'image-reflector-controller',
  'notification.toolkit.fluxcd.io': 'notification-controller',
}

function lockedGroups(cluster: Cluster): (group: string) => boolean {
  const locked = new Map<string, boolean>()
  return group => {
    const controller = CONTROLLERS[group]
    if (controller === undefined) return false
    const known = locked.get(group) ?? isLockedDown(cluster, controller)
    locked.set(group, known)
    return known
  }
}

function isAcross({ from, target }: Reference): boolean {
  return target.namespace !== from.resource.id.namespace && from.resource.id.namespace !== ''
}

/** What alerts, receivers and image policies name; `dependsOn` and `healthChecks` are never blocked (spec/flux.md 3.6). */
function* otherProblems({ resource, build }: Delivered): Generator<Problem> {
  for (const item of namedBy(resource)) {
    const namespace = scalarAt(item, 'namespace')
    if (namespace === undefined || ['', resource.id.namespace].includes(namespace.text)) continue
    const kind = textAt(item, 'kind') ?? 'ImageRepository'
    const target = { kind, namespace: namespace.text, name: textAt(item, 'name') ?? '' }
    yield { at: namespace, message: message(resource, target), build, resource, trail: resource.trail }
  }
}

function namedBy(resource: Resource): readonly Node[] {
  const spec = specOf(resource)
  switch (resource.id.kind) {
    case 'Alert':
      return itemsAt(spec, 'eventSources')
    case 'Receiver':
      return itemsAt(spec, 'resources')
    case 'ImagePolicy':
      return [mapAt(spec, 'imageRepositoryRef')].filter(found => found !== undefined)
    default:
      return []
  }
}
