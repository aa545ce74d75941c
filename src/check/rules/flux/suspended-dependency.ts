import { objectKey, type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { isFluxKustomization, isSuspended, sourceReference } from '../../../render/flux/spec.ts'

function message(from: Resource, to: Resource): string {
  return `\`${shortId(from.id)}\` depends on \`${shortId(to.id)}\`, which is suspended.`
}

export const suspendedDependency: ClusterRule = {
  id: 'flux/suspended-dependency',
  scope: 'cluster',
  severity: 'warning',
  summary: 'No Kustomization depends on a suspended one of the same source.',
  why:
    'A dependency of the same source must have applied the newest commit; a suspended one never does, so that no change ' +
    'reaches what depends on it.',
  fix: 'Resume the dependency, suspend both, or remove the `dependsOn` meanwhile.',

  *check({ graph }) {
    for (const { type, from, target, at, isByExpression } of graph.references) {
      // Only without an expression the revision counts; what a ResourceSet depends on has none.
      if (type !== 'dependsOn' || isByExpression === true || !isFluxKustomization(target)) continue
      const dependency = graph.nodes.get(objectKey(target))?.resource
      if (dependency === undefined || !isSuspended(dependency) || isSuspended(from.resource)) continue
      if (sourceOf(dependency) !== sourceOf(from.resource)) continue
      yield { at, message: message(from.resource, dependency), build: from.build, trail: from.resource.trail }
    }
  },
}

function sourceOf(resource: Resource): string {
  const reference = sourceReference(resource)
  return reference === undefined ? '' : objectKey(reference.target)
}
