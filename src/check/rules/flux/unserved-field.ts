import type { Cluster } from '../../../model/fleet.ts'
import type { Node, Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { fieldsAfter, type NewField } from '../../flux-fields.ts'

function message({ id }: Resource, { path, since }: NewField, flux: string): string {
  return `\`${path}\` of \`${shortId(id)}\` exists since Flux ${since}, and this cluster runs Flux ${flux}.`
}

export const unservedField: ClusterRule = {
  id: 'flux/unserved-field',
  scope: 'cluster',
  severity: 'error',
  summary: 'Every field of a Flux object is one that the cluster’s Flux has.',
  why:
    'The API server refuses a field that the definition does not have (`field not declared in schema`), and with it all ' +
    'that the Kustomization applies; where it does not, the field is dropped without a word.',
  fix: 'Upgrade Flux, or do without the field.',

  *check(cluster) {
    for (const { resource, build } of cluster.objects) {
      for (const problem of problemsOf(resource, cluster)) {
        yield { ...problem, build, resource, trail: resource.trail }
      }
    }
  },
}

function* problemsOf(resource: Resource, { fluxVersion }: Cluster): Generator<Problem> {
  if (fluxVersion === undefined) return
  for (const field of fieldsAfter(resource.id, fluxVersion)) {
    const [first] = keysAt(resource.node, field.path.split('.'))
    if (first !== undefined) yield { at: first, message: message(resource, field, fluxVersion) }
  }
}

/** The keys at a path, in each item of the lists on its way. */
function* keysAt(node: Node, [step = '', ...rest]: readonly string[]): Generator<Scalar> {
  const name = step.replace('[]', '')
  const entry = node.kind === 'map' ? node.entries.get(name) : undefined
  if (entry === undefined) return
  if (rest.length === 0) yield entry.key
  else if (entry.value.kind !== 'list') yield* keysAt(entry.value, rest)
  else for (const item of entry.value.items) yield* keysAt(item, rest)
}
