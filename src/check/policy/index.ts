import type { Checked, Checker, Severities } from '../../model/checker.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { RuleSummary } from '../../model/report.ts'
import { readIndex } from './bundle.ts'
import { compileTemplates } from './gatekeeper/compile-templates.ts'
import { clusterPolicies } from './gatekeeper/fleet-policies.ts'
import { evaluate } from './evaluate.ts'
import { ownSubjects } from './own/own-subject.ts'
import type { Policy } from './own/policy.ts'
import { inForce, POLICY_RULES } from './rules.ts'
import { scopesOf } from './scope.ts'

/**
 * Holds every object that a cluster gets against our policies and against the Gatekeeper constraints that the cluster
 * gets itself. Loads no WebAssembly where there is nothing to ask.
 */
export const policyChecker: Checker = {
  id: 'policy',
  check: checkPolicies,
}

async function checkPolicies(fleet: Fleet, severities: Severities): Promise<Checked> {
  const index = readIndex()
  const own = index.policies.flatMap(policy => policyInForce(policy, severities))
  const clusters = scopesOf(fleet).map(scope => clusterPolicies(scope, severities))
  const compiled = await compileTemplates(clusters, index, severities)
  const evaluated = await evaluate({ clusters, compiled, own: ownSubjects(own), index })
  return {
    raised: [...clusters.flatMap(({ raised }) => raised), ...compiled.raised, ...evaluated.raised],
    gaps: [...clusters.flatMap(({ gaps }) => gaps), ...evaluated.gaps],
    failures: [...compiled.failures, ...evaluated.failures],
    rules: rulesOf([
      ...POLICY_RULES.flatMap(rule => inForce(rule, severities) ?? []),
      ...own.map(({ rule }) => rule),
      ...clusters.flatMap(({ constraints }) => constraints.map(({ rule }) => rule)),
    ]),
    counts: { policies: evaluated.policies },
  }
}

function policyInForce(policy: Policy, severities: Severities): readonly Policy[] {
  const rule = inForce(policy.rule, severities)
  return rule === undefined ? [] : [{ ...policy, rule }]
}

/** Each id once; the first one found speaks for its constraints. */
function rulesOf(rules: readonly RuleSummary[]): readonly RuleSummary[] {
  const byId = new Map<string, RuleSummary>()
  for (const rule of rules) if (!byId.has(rule.id)) byId.set(rule.id, rule)
  return [...byId.values()]
}
