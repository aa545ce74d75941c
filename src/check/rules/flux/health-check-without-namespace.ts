import { itemsAt, isTrueAt, scalarAt, textAt } from '../../../lib/node.ts'
import type { Cluster } from '../../../model/fleet.ts'
import type { Node } from '../../../model/node.ts'
import { objectKey } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { isFluxKustomization, specOf } from '../../../render/flux/spec.ts'
import { namespacedKinds } from '../namespaced-kinds.ts'

function message(kind: string, name: string): string {
  return `The health check of \`${kind} ${name}\` names no namespace.`
}

export const healthCheckWithoutNamespace: ClusterRule = {
  id: 'flux/health-check-without-namespace',
  scope: 'cluster',
  severity: 'error',
  summary: 'Every health check of an object that lives in a namespace says which.',
  why:
    'Unlike other references, `healthChecks` take no namespace from their Kustomization: the object is never found, and ' +
    'the Kustomization fails after its `timeout` although all is well.',
  fix: 'Add the `namespace` of the object to the entry.',

  *check(cluster) {
    const namespaceOf = namespaces(cluster)
    for (const { resource, build } of cluster.objects) {
      if (!isFluxKustomization(resource.id) || isTrueAt(specOf(resource), 'wait')) continue
      for (const item of itemsAt(specOf(resource), 'healthChecks')) {
        const problem =
          (textAt(item, 'namespace') ?? '') === '' ? problemOf(item, namespaceOf(item)) : undefined
        if (problem !== undefined) yield { ...problem, build, resource, trail: resource.trail }
      }
    }
  },
}

function problemOf(item: Node, namespace: string | undefined): Problem | undefined {
  const name = scalarAt(item, 'name')
  const kind = textAt(item, 'kind')
  if (name === undefined || kind === undefined || namespace === undefined) return undefined
  const fix = namespace === '' ? undefined : `Add \`namespace: ${namespace}\`.`
  return { at: name, message: message(kind, name.text), fix }
}

/** The namespace that an entry should say; `''` where only the kind tells that there is one. */
function namespaces(cluster: Cluster): (item: Node) => string | undefined {
  const isNamespaced = namespacedKinds(cluster)
  const known = new Map<string, string>()
  for (const { resource } of cluster.objects) {
    const { id } = resource
    if (id.namespace !== '') known.set(objectKey({ ...id, namespace: '' }), id.namespace)
  }
  return item => {
    const apiVersion = textAt(item, 'apiVersion') ?? ''
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
    const id = {
      group,
      kind: textAt(item, 'kind') ?? '',
      namespace: '',
      name: scalarAt(item, 'name')?.text ?? '',
    }
    return isNamespaced(id) ? (known.get(objectKey(id)) ?? '') : undefined
  }
}
