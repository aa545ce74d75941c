import type { Checked, Checker, Severities } from '../../model/checker.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { RuleSummary } from '../../model/report.ts'
import { groupKind } from '../../model/resource.ts'
import { type BundleIndex, readIndex } from './bundle.ts'
import { type CompiledTemplates, compileTemplates } from './gatekeeper/compile-templates.ts'
import { ruleOf } from './gatekeeper/constraint-subject.ts'
import { type ClusterPolicies, clusterPolicies } from './gatekeeper/fleet-policies.ts'
import type { Evaluated } from './evaluate.ts'
import { ownSubjects } from './own/own-subject.ts'
import type { Policy } from './own/policy.ts'
import { inForce, POLICY_RULES } from './rules.ts'
import { scopesOf } from './scope.ts'
import type { Subject } from './subject.ts'

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
  const evaluated = await evaluateWhereAsked({ clusters, compiled, own: ownSubjects(own), index })
  const unevaluated = clusters.flatMap(cluster => unevaluatedIn(cluster, { compiled, evaluated }))
  return {
    raised: [...clusters.flatMap(({ raised }) => raised), ...compiled.raised, ...evaluated.raised],
    gaps: [...clusters.flatMap(({ gaps }) => gaps), ...evaluated.gaps],
    failures: [...compiled.failures, ...evaluated.failures],
    rules: rulesOf([
      ...POLICY_RULES.flatMap(rule => inForce(rule, severities) ?? []),
      ...own.map(({ rule }) => rule),
      ...clusters.flatMap(({ constraints }) => constraints.map(({ rule }) => rule)),
      ...unevaluated,
    ]),
    counts: { policies: evaluated.policies },
    unevaluated: unevaluated.map(({ id }) => id),
  }
}

/** The rules that are known without a fleet; each constraint template of a fleet is one more, `policy/<its name>`. */
export function policyRules(): readonly RuleSummary[] {
  return [...POLICY_RULES, ...readIndex().policies.map(({ rule }) => rule)]
}

/** A rule for each constraint template that a cluster of the fleet gets, whether or not it can be evaluated. */
export function templateRules(fleet: Fleet): readonly RuleSummary[] {
  const found = scopesOf(fleet).map(scope => clusterPolicies(scope, new Map()))
  return rulesOf(
    found.flatMap(({ constraints, templates, unevaluated }) => [
      ...constraints.map(({ rule }) => rule),
      ...templates.map(({ template }) => ruleOf(template, 'error')),
      ...unevaluated,
    ]),
  )
}

interface Questions {
  readonly clusters: readonly ClusterPolicies[]
  readonly compiled: CompiledTemplates
  readonly own: ReadonlyMap<string, readonly Subject[]>
  readonly index: BundleIndex
}

const NOTHING: Evaluated = { raised: [], gaps: [], failures: [], policies: 0, refused: new Set() }

/** The rules of constraints that were not asked because their template has a mistake, or calls what is not there. */
function unevaluatedIn(
  { constraints, unevaluated }: ClusterPolicies,
  { compiled, evaluated }: { readonly compiled: CompiledTemplates; readonly evaluated: Evaluated },
): readonly RuleSummary[] {
  const unasked = constraints.filter(
    ({ template: { unit } }) => !compiled.units.has(unit.key) || evaluated.refused.has(unit.key),
  )
  return [...unevaluated, ...unasked.map(({ rule }) => rule)]
}

/** The runtime and its builtins are loaded only where something is there to ask about. */
async function evaluateWhereAsked(questions: Questions): Promise<Evaluated> {
  const { clusters, own } = questions
  const isAsked = clusters.some(
    ({ scope, constraints }) =>
      constraints.length > 0 || scope.objects.some(({ resource }) => own.has(groupKind(resource.id))),
  )
  if (!isAsked) return NOTHING
  const { evaluate } = await import('./evaluate.ts')
  return evaluate(questions)
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
