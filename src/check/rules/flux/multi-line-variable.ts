import { mapAt } from '../../../lib/node.ts'
import type { Node } from '../../../model/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'
import { kustomizationsOf } from '../variable-sources.ts'

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
    for (const { owner, build } of kustomizationsOf(cluster)) {
      const values = mapAt(mapAt(specOf(owner), 'postBuild'), 'substitute')
      for (const [name, { value }] of values?.entries ?? []) {
        if (!hasLines(value)) continue
        yield {
          at: value,
          message: message(name, shortId(owner.id)),
          build,
          resource: owner,
          trail: owner.trail,
        }
      }
    }
  },
}

/** What breaks between two words; lists and maps in the notation of JSON do not mind. */
function hasLines(value: Node): boolean {
  if (value.kind !== 'scalar') return false
  const text = value.text.trim()
  return text.includes('\n') && !/^[[{].*[\]}]$/s.test(text)
}
