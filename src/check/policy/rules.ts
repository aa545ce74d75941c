import type { Severities } from '../../model/checker.ts'
import type { RuleSummary } from '../../model/report.ts'
import { activeRules } from '../run.ts'

/** What can be wrong with a policy itself, as Gatekeeper would find it in the cluster. */
export const brokenTemplate: RuleSummary = {
  id: 'policy/broken-template',
  severity: 'error',
  summary: 'Every constraint template compiles.',
  why: 'Gatekeeper refuses a template that does not compile, and then none of its constraints holds anything.',
  fix: 'Correct the template.',
}

export const brokenConstraint: RuleSummary = {
  id: 'policy/broken-constraint',
  severity: 'error',
  summary: 'Every constraint is one that Gatekeeper takes.',
  why: 'Gatekeeper refuses a constraint whose match makes no sense, and then it holds nothing.',
  fix: 'Correct the constraint.',
}

export const POLICY_RULES: readonly RuleSummary[] = [brokenTemplate, brokenConstraint]

/** The rule with the severity in force; undefined where it is off. */
export function inForce(rule: RuleSummary, severities: Severities): RuleSummary | undefined {
  return activeRules([rule], severities)[0]
}
