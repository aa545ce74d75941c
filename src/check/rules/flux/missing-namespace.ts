import { groupBy } from '../../../lib/group-by.ts'
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
  const subject =
    others.length === 0
      ? 'which has'
      : `which, like ${countOf(others)} of its ${others.length === 1 ? 'object' : 'objects'}, has`
  return `\`${shortId(owner.id)}\` applies \`${shortId(first.id)}\`, ${subject} no namespace, and sets none by \`targetNamespace\`.`
}

function listMessage([first, ...others]: readonly [Resource, ...Resource[]]): string {
  return `\`${shortId(first.id)}\`, like ${countOf(others)} beside it, has no namespace, and the kustomization that lists it sets none.`
}

function countOf({ length }: readonly Resource[]): string {
  return `${String(length)} more`
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

/**
 * Where no object has a namespace, the Kustomization was to give them one; where none of those that a kustomization
 * lists has one, the kustomization was.
 */
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
  for (const listed of groupBy(namespaced, listing).values()) yield* problemsIn(listed, build)
}

function* problemsIn(listed: readonly Resource[], build: Build): Generator<Problem> {
  const [first, ...others] = listed.filter(({ id }) => id.namespace === '')
  if (first === undefined) return
  const { trail } = first
  if (trail !== undefined && others.length > 0 && others.length + 1 === listed.length) {
    yield {
      at: trail.at,
      message: listMessage([first, ...others]),
      build,
      resource: first,
      trail: trail.parent,
    }
    return
  }
  for (const resource of [first, ...others]) {
    yield { at: nameOrigin(resource), message: ownMessage(resource), build, resource, trail: resource.trail }
  }
}

/** The kustomization that lists the object, as this build reaches it. */
function listing({ trail }: Resource): string {
  const places: string[] = []
  for (let step = trail; step !== undefined; step = step.parent) places.push(step.at.file.path)
  return places.join(' ')
}
