import { mapAt } from '../../../lib/node.ts'
import type { Delivered } from '../../../model/fleet.ts'
import type { Mapping, Scalar } from '../../../model/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { specOf, substituteFrom } from '../../../render/flux/spec.ts'
import { configKey, configObjects, kustomizationsOf } from '../variable-sources.ts'

const NAME = /^[_A-Za-z][_A-Za-z0-9]*$/

function message(key: string, user: string): string {
  return `The key \`${key}\` is no name of a variable, and \`${user}\` takes it for one.`
}

export const invalidVariableName: ClusterRule = {
  id: 'flux/invalid-variable-name',
  scope: 'cluster',
  severity: 'error',
  summary:
    'Every key that gives a variable has letters, digits and `_` only, and does not begin with a digit.',
  why: 'One key with a `-` or `.`, even one that nothing uses, fails the whole Kustomization.',
  fix: 'Rename the key, or keep what is no variable in another ConfigMap or Secret.',

  *check(cluster) {
    const objects = configObjects(cluster)
    for (const { owner, build } of kustomizationsOf(cluster)) {
      const user = shortId(owner.id)
      for (const key of wrongKeys(mapAt(mapAt(specOf(owner), 'postBuild'), 'substitute'))) {
        yield { at: key, message: message(key.text, user), build, trail: owner.trail }
      }
      const givers = substituteFrom(owner).flatMap(
        ({ kind, name }) => objects.get(configKey({ kind, namespace: owner.id.namespace, name })) ?? [],
      )
      for (const giver of givers) yield* problemsOf(giver, user)
    }
  },
}

function* problemsOf({ resource, build }: Delivered, user: string): Generator<Problem> {
  for (const field of ['data', 'stringData']) {
    for (const key of wrongKeys(mapAt(resource.node, field))) {
      yield { at: key, message: message(key.text, user), build, resource, trail: resource.trail }
    }
  }
}

function* wrongKeys(values: Mapping | undefined): Generator<Scalar> {
  for (const { key } of values?.entries.values() ?? []) if (isWrong(key)) yield key
}

/** A name that another substitution gives is judged where it is known. */
function isWrong({ text }: Scalar): boolean {
  return !NAME.test(text) && !text.includes('${')
}
