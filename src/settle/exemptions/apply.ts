import type { Severities } from '../../model/checker.ts'
import type { Severity } from '../../model/finding.ts'
import type { Raised, RaisedExemption } from '../../model/raised.ts'
import type { RuleSummary } from '../../model/report.ts'
import { exemptionRules } from '../exemption-rules.ts'
import { isAtLeast } from '../severity-rank.ts'
import { type Covers, coverageOn } from './coverage.ts'
import { type Exemption, exemptionsOf, fieldOf } from './exemption.ts'
import { type Judged, judge } from './judge.ts'
import type { Ground } from './mistakes.ts'
import { objectionsRaised } from './objections.ts'

export interface ExemptionInput extends Ground {
  /** What the checks brought to light, without what stands in ignored files. */
  readonly raised: readonly Raised[]
  readonly severities: Severities
  /** A check that crashed may have missed what an exemption covers: none is called stale then. */
  readonly hasFailures: boolean
  /** Ids of rules that could not be asked: no exemption of theirs is called stale. */
  readonly unevaluated?: ReadonlySet<string>
}

export interface Exempted {
  /** What was raised, marked where an exemption covers it, and what is wrong with the exemptions themselves. */
  readonly raised: readonly Raised[]
  /** The rules about exemptions that are on. */
  readonly rules: readonly RuleSummary[]
}

/** Marks what an exemption covers. Nothing is taken away: each check has run, and its findings stay in the report. */
export async function applyExemptions(input: ExemptionInput): Promise<Exempted> {
  const rules = exemptionRules.flatMap(rule => inForce(rule, input.severities))
  const exemptions = exemptionsOf(input.fleet)
  if (exemptions.length === 0) return { raised: input.raised, rules }
  const judged = await judge(exemptions, input)
  const candidates = judged.flatMap(one => candidateOf(one, rules)).sort(byState)
  const covered = new Map<Exemption, Raised[]>()
  const { fleet, hasFailures, unevaluated = NONE } = input
  const covers = coverageOn(fleet)
  const raised = markedBy(candidates, { covered, covers }, input.raised)
  const register = { fleet, judged, covered, covers, rules, unevaluated, isComplete: !hasFailures }
  return { raised: [...raised, ...objectionsRaised(register)], rules }
}

const NONE: ReadonlySet<string> = new Set()

function inForce(rule: RuleSummary, severities: Severities): readonly RuleSummary[] {
  const severity = severities.get(rule.id) ?? rule.severity
  return severity === 'off' ? [] : [{ ...rule, severity }]
}

/** An exemption that may cover something. */
interface Candidate {
  readonly exemption: Exemption
  readonly mark: RaisedExemption
  /** The most severe finding that it may cover. */
  readonly limit: Severity
}

/**
 * An exemption that should hold no longer goes on covering, because its own finding says so at the line to change; but
 * only what that finding outweighs. Otherwise a run would turn green by the passing of a date.
 */
function candidateOf(
  { exemption, state, objections }: Judged,
  rules: readonly RuleSummary[],
): readonly Candidate[] {
  if (state === 'invalid') return []
  const { name, reason, expires } = exemption
  const mark = { name, reason, expires, state, at: fieldOf(exemption, 'metadata', 'name') }
  if (state === 'active') return [{ exemption, mark, limit: 'error' }]
  const said = rules.filter(({ id }) => objections.some(({ rule }) => rule.id === id))
  const limit = said.map(({ severity }) => severity).reduce<Severity | undefined>(heavier, undefined)
  return limit === undefined ? [] : [{ exemption, mark, limit }]
}

function heavier(a: Severity | undefined, b: Severity): Severity {
  return a !== undefined && isAtLeast(a, b) ? a : b
}

const ORDER = { active: 0, 'self-approved': 1, expired: 2 } as const satisfies Record<
  RaisedExemption['state'],
  number
>

function byState(a: Candidate, b: Candidate): number {
  return ORDER[a.mark.state] - ORDER[b.mark.state]
}

/** The first candidate that covers a problem marks it; one that marks nothing is of no use. */
function markedBy(
  candidates: readonly Candidate[],
  { covered, covers }: { readonly covered: Map<Exemption, Raised[]>; readonly covers: Covers },
  raised: readonly Raised[],
): readonly Raised[] {
  const byRule = candidatesByRule(candidates)
  return raised.map(one => {
    const found = byRule.get(one.rule.id)?.find(candidate => isCovered(one, candidate, covers))
    if (found === undefined) return one
    const some = covered.get(found.exemption)
    if (some === undefined) covered.set(found.exemption, [one])
    else some.push(one)
    return { ...one, exemption: found.mark }
  })
}

function isCovered(raised: Raised, { exemption, limit }: Candidate, covers: Covers): boolean {
  return isAtLeast(limit, raised.rule.severity) && covers(exemption, raised)
}

function candidatesByRule(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  const byRule = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    for (const { text } of candidate.exemption.rules) {
      const some = byRule.get(text)
      if (some === undefined) byRule.set(text, [candidate])
      else some.push(candidate)
    }
  }
  return byRule
}
