import { compareText } from '../../lib/order.ts'
import type { Problem } from '../../model/rule.ts'
import type { RuleSummary } from '../../model/report.ts'
import { expired, invalid, selfApproved } from '../exemption-rules.ts'
import { type Exemption, fieldOf } from './exemption.ts'
import { type Ground, mistakesIn } from './mistakes.ts'

/** `rule` has its default severity. */
export interface Objection {
  readonly rule: RuleSummary
  readonly problem: Problem
}

/** An exemption and what speaks against it, whatever it covers. */
export interface Judged {
  readonly exemption: Exemption
  readonly state: 'active' | 'expired' | 'self-approved' | 'invalid'
  readonly objections: readonly Objection[]
}

/** Judges each exemption by itself, on the day `asOf`; in the order given. */
export async function judge(exemptions: readonly Exemption[], ground: Ground): Promise<readonly Judged[]> {
  const mistakes = await mistakesIn(exemptions, ground)
  return exemptions.map(exemption => {
    const wrong = mistakes.get(exemption) ?? []
    if (wrong.length === 0) return judgedByItsWords(exemption, ground.asOf)
    return { exemption, state: 'invalid', objections: wrong.map(problem => ({ rule: invalid, problem })) }
  })
}

function judgedByItsWords(exemption: Exemption, asOf: string): Judged {
  const isPast = isExpired(exemption, asOf)
  const isSelfApproved = nameOf(exemption.owner) === nameOf(exemption.approvedBy)
  const objections = [
    ...(isPast ? [{ rule: expired, problem: expiry(exemption) }] : []),
    ...(isSelfApproved ? [{ rule: selfApproved, problem: selfApproval(exemption) }] : []),
  ]
  return { exemption, state: isPast ? 'expired' : isSelfApproved ? 'self-approved' : 'active', objections }
}

/** It holds until the end of its last day. */
function isExpired({ expires }: Exemption, asOf: string): boolean {
  return compareText(asOf, expires) > 0
}

/** `@Alice` and `alice ` are one person. */
function nameOf(person: string): string {
  return person.normalize('NFKC').trim().replace(/^@/, '').toLowerCase()
}

function expiry(exemption: Exemption): Problem {
  const { name, expires } = exemption
  return {
    at: fieldOf(exemption, 'spec', 'expires'),
    message: `The exemption \`${name}\` ended on ${expires}.`,
  }
}

function selfApproval(exemption: Exemption): Problem {
  const { name, owner } = exemption
  return {
    at: fieldOf(exemption, 'spec', 'approvedBy'),
    message: `The exemption \`${name}\` is approved by its own owner, \`${owner}\`.`,
  }
}
