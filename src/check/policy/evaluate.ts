import type { Failure } from '../../model/finding.ts'
import type { Raised, RaisedGap } from '../../model/raised.ts'
import type { BundleIndex } from './bundle.ts'
import type { CompiledTemplates } from './gatekeeper/compile-templates.ts'
import { nameOf } from './gatekeeper/constraint.ts'
import type { ClusterPolicies } from './gatekeeper/fleet-policies.ts'
import { type Job, jobsOf, type ScopeJobs } from './jobs.ts'
import { type Panels, panelsFor } from './panels.ts'
import { inventoryOf, type Scope } from './scope.ts'
import type { Subject } from './subject.ts'

export interface Evaluation {
  readonly clusters: readonly ClusterPolicies[]
  readonly compiled: CompiledTemplates
  /** By kind. */
  readonly own: ReadonlyMap<string, readonly Subject[]>
  readonly index: BundleIndex
}

export interface Evaluated {
  readonly raised: readonly Raised[]
  readonly gaps: readonly RaisedGap[]
  readonly failures: readonly Failure[]
  /** Policies of ours and constraints that were asked about at least one object, each counted once. */
  readonly policies: number
  /** Keys of templates that call builtins which fleetlint does not have. */
  readonly refused: ReadonlySet<string>
}

/** Asks every policy about every object that it is for. */
export async function evaluate(evaluation: Evaluation): Promise<Evaluated> {
  const gaps: RaisedGap[] = []
  const scopes = evaluation.clusters.map(cluster => jobsOf(cluster, evaluation, gaps))
  const panels = await panelsFor(keysIn(scopes), evaluation)
  const identities = new Set<string>()
  const raised: Raised[] = []
  for (const found of scopes) {
    const { scope, jobs } = found
    setInventories(found, panels)
    for (const { delivered, subjects, review } of jobs) {
      const asked = subjects.filter(({ key }) => !panels.refused.has(key))
      for (const { identity } of asked) identities.add(identity)
      raised.push(...answered(scope, { delivered, subjects: asked, review }, panels))
    }
  }
  const failures = panels.all.flatMap(panel => panel.failures())
  return {
    raised,
    gaps: [...gaps, ...refusedGaps(evaluation, panels)],
    failures,
    policies: identities.size,
    refused: new Set(panels.refused.keys()),
  }
}

function keysIn(scopes: readonly ScopeJobs[]): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { jobs } of scopes)
    for (const { subjects } of jobs) for (const { key } of subjects) keys.add(key)
  return keys
}

/** Only panels that look at it get the inventory. */
function setInventories({ scope, jobs }: ScopeJobs, panels: Panels): void {
  const subjects = new Set(jobs.flatMap(job => job.subjects))
  const looking = new Set([...subjects].filter(({ inventory }) => inventory).map(panels.of))
  if (looking.size === 0) return
  const inventory = inventoryOf(scope.objects)
  for (const panel of looking) panel?.setData(inventory)
}

function answered(scope: Scope, { delivered, subjects, review }: Job, panels: Panels): readonly Raised[] {
  const { resource, build } = delivered
  return panels.all.flatMap(panel => {
    const asked = subjects.filter(subject => panels.of(subject) === panel)
    if (asked.length === 0) return []
    return Array.from(panel.ask(resource, asked, review()), ({ subject, problem }) => ({
      rule: subject.rule,
      problem,
      build,
      cluster: scope.cluster,
    }))
  })
}

function refusedGaps({ clusters }: Evaluation, { refused }: Panels): readonly RaisedGap[] {
  return clusters.flatMap(({ templates }) =>
    templates.flatMap(({ template }) => {
      const names = refused.get(template.unit.key)
      if (names === undefined) return []
      const called = names.map(name => `\`${name}\``).join(', ')
      const message = `The template \`${template.resource.id.name}\` calls ${called}, which fleetlint does not have.`
      return [{ reason: 'unsupported' as const, message, at: nameOf(template.resource) }]
    }),
  )
}
