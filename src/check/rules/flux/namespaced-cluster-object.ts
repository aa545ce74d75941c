import { mapAt, scalarAt } from '../../../lib/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { BuildRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource, namespace: string): string {
  return `\`${shortId(id)}\` stands in no namespace, and \`targetNamespace\` puts it into \`${namespace}\`.`
}

export const namespacedClusterObject: BuildRule = {
  id: 'flux/namespaced-cluster-object',
  scope: 'build',
  severity: 'off',
  summary: 'A Kustomization with a `targetNamespace` applies no object that stands in no namespace.',
  why:
    'The build gives a namespace to every kind that it does not know. The API server passes over it, but the object is ' +
    'one of the whole cluster, whichever namespace the Kustomization is for.',
  fix: 'Deliver the object by a Kustomization without `targetNamespace`.',

  *check({ owner, resources }) {
    const target = owner === undefined ? undefined : scalarAt(specOf(owner), 'targetNamespace')
    if (owner === undefined || target === undefined) return
    for (const resource of resources) {
      const { id, node } = resource
      if (id.namespace !== '' || scalarAt(mapAt(node, 'metadata'), 'namespace') === undefined) continue
      yield { at: target, message: message(resource, target.text), resource, trail: resource.trail }
    }
  },
}
