import { mapAt } from '../../../lib/node.ts'
import type { Build } from '../../../model/build.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import type { Node } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { specOf, substituteFrom } from '../../../render/flux/spec.ts'
import { secretText } from '../sealed.ts'
import { configKey, configObjects, kustomizationsOf, scalarsIn, textBefore } from '../variable-sources.ts'

function message(name: string, user: string): string {
  return `The lines of the variable \`${name}\` of \`${user}\` are joined without anything between them.`
}

export const multiLineVariable: ClusterRule = {
  id: 'flux/multi-line-variable',
  scope: 'cluster',
  severity: 'warning',
  summary: 'The value of a variable is one line.',
  why: 'Flux removes every newline from a value before it puts it in: a script or a certificate becomes one long line.',
  fix: 'Put what has lines into a ConfigMap, Secret or patch, or write it as JSON in one line.',

  *check(cluster) {
    const objects = configObjects(cluster)
    for (const { owner, build } of kustomizationsOf(cluster)) {
      yield* inlineProblems(owner, build)
      const used = usedNames(cluster, owner)
      for (const { kind, name } of substituteFrom(owner)) {
        const givers = objects.get(configKey({ kind, namespace: owner.id.namespace, name })) ?? []
        for (const giver of givers) yield* givenProblems(giver, shortId(owner.id), used)
      }
    }
  },
}

function* inlineProblems(owner: Resource, build: Build | undefined): Generator<Problem> {
  const values = mapAt(mapAt(specOf(owner), 'postBuild'), 'substitute')
  for (const [name, { value }] of values?.entries ?? []) {
    if (!hasLines(value, 'substitute')) continue
    const text = message(name, shortId(owner.id))
    yield { at: value, message: text, build, resource: owner, trail: owner.trail }
  }
}

/** A ConfigMap may hold more than variables; what nothing uses does no harm. */
function* givenProblems(
  { resource, build }: Delivered,
  user: string,
  used: ReadonlySet<string>,
): Generator<Problem> {
  for (const field of ['data', 'stringData']) {
    for (const [name, { value }] of mapAt(resource.node, field)?.entries ?? []) {
      const isSecret = field === 'data' && resource.id.kind === 'Secret'
      if (!used.has(name) || !hasLines(value, isSecret ? 'data' : 'stringData')) continue
      yield { at: value, message: message(name, user), build, resource, trail: resource.trail }
    }
  }
}

/** The names in `${…}` of what a Kustomization applies. */
function usedNames({ builds }: Cluster, { node }: Resource): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { owner, resources } of builds) {
    if (owner?.node !== node) continue
    for (const resource of resources) {
      for (const scalar of scalarsIn(resource.node)) {
        for (const [, name = ''] of textBefore(scalar).matchAll(/\$\{(\w+)/g)) names.add(name)
      }
    }
  }
  return names
}

/** What breaks between two words; lists and maps in the notation of JSON do not mind. */
function hasLines(value: Node, field: string): boolean {
  if (value.kind !== 'scalar') return false
  const text = secretText(value, field).trim()
  return text.includes('\n') && !/^[[{].*[\]}]$/s.test(text)
}
