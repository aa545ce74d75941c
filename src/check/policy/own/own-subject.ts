import { valueOnPath } from '../offending-value.ts'
import { itemsOf, textOf } from '../shape.ts'
import type { Subject } from '../subject.ts'
import type { Policy } from './policy.ts'

/** Policies of ours by the kinds that they are asked about. */
export function ownSubjects(policies: readonly Policy[]): ReadonlyMap<string, readonly Subject[]> {
  const byKind = new Map<string, Subject[]>()
  for (const policy of policies) {
    const subject = subjectOf(policy)
    for (const kind of policy.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), subject])
  }
  return byKind
}

/** An answer has `message`, `path` (keys and indices down to the value), and maybe a `fix` of its own. */
function subjectOf({ rule, key, inventory }: Policy): Subject {
  return {
    rule,
    identity: rule.id,
    key,
    inventory,
    parameters: '{}',
    problemOf({ node, trail }, answer) {
      const fix = textOf(answer, 'fix')
      return {
        at: valueOnPath(node, itemsOf(answer, 'path')),
        message: textOf(answer, 'message'),
        ...(fix === '' ? {} : { fix }),
        trail,
      }
    },
  }
}
