import type { Build } from '../../../model/build.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { nameOrigin } from '../../../render/flux/spec.ts'
import { isResourceSet } from '../../../render/operator/spec.ts'
import { namespacedKinds } from '../namespaced-kinds.ts'

function ownMessage({ id }: Resource): string {
  return `\`${shortId(id)}\` has no namespace.`
}

function buildMessage(owner: Resource, [first, ...others]: readonly [Resource, ...Resource[]]): string {
  const count = others.length
  const subject =
    count === 0
      ? 'which has'
      : `which, like ${String(count)} more of its ${count === 1 ? 'object' : 'objects'}, has`
  return `\`${shortId(owner.id)}\` applies \`${shortId(first.id)}\`, ${subject} no namespace, and sets none by \`targetNamespace\`.`
}

export const missingNamespace: ClusterRule = {
  id: 'flux/missing-namespace',
  scope: 'cluster',
  severity: 'error',
  summary: 'Every object that lives in a namespace says which.',
  why:
    'Flux does not put objects into the namespace of their Kustomization: the dry run fails with `namespace not ' +
    'specified`, and nothing of the Kustomization is applied.',
  fix: 'Set `targetNamespace` in the Kustomization, `namespace` in the kustomization, or `metadata.namespace` in the object.',

  *check(cluster) {
    const isNamespaced = namespacedKinds(cluster)
    for (const build of cluster.builds) {
      const namespaced = build.resources.filter(({ id }) => isNamespaced(id))
      yield* problemsOf(build, namespaced)
    }
  },
}

/** Where no object has a namespace, the Kustomization was to give them one. */
function* problemsOf(build: Build, namespaced: readonly Resource[]): Generator<Problem> {
  const [first, ...others] = namespaced.filter(({ id }) => id.namespace === '')
  // What the Flux Operator does with such an object of a ResourceSet is not known.
  if (first === undefined || build.owner === undefined || isResourceSet(build.owner.id)) return
  const isWhole = others.length + 1 === namespaced.length
  if (isWhole && build.parent !== undefined) {
    const { owner } = build
    const at = nameOrigin(owner)
    yield { at, message: buildMessage(owner, [first, ...others]), build, resource: owner, trail: owner.trail }
    return
  }
  for (const resource of [first, ...others]) {
    yield { at: nameOrigin(resource), message: ownMessage(resource), build, resource, trail: resource.trail }
  }
}
