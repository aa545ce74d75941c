import type { Failure } from '../../model/finding.ts'
import type { Raised, RaisedGap } from '../../model/raised.ts'
import { type BundleIndex, loadBundle } from './bundle.ts'
import type { CompiledTemplates } from './gatekeeper/compile-templates.ts'
import { nameOf } from './gatekeeper/constraint.ts'
import type { ClusterPolicies } from './gatekeeper/fleet-policies.ts'
import { type Job, jobsOf, type ScopeJobs } from './jobs.ts'
import { Panel } from './panel.ts'
import { PolicyRuntime } from './runtime.ts'
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
  const panels = await panelsFor(scopes, evaluation)
  const identities = new Set<string>()
  const raised: Raised[] = []
  for (const { scope, jobs } of scopes) {
    if (jobs.some(({ subjects }) => subjects.some(({ inventory }) => inventory))) {
      const inventory = inventoryOf(scope.objects)
      for (const panel of panels.all) panel.setData(inventory)
    }
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

/** The bundle's panel, and that of what was compiled now; each only where something is asked of it. */
interface Panels {
  readonly all: readonly Panel[]
  /** Templates that call builtins which fleetlint does not have, with the names of these. */
  readonly refused: ReadonlyMap<string, readonly string[]>
  of(subject: Subject): Panel | undefined
}

async function panelsFor(scopes: readonly ScopeJobs[], { compiled, index }: Evaluation): Promise<Panels> {
  const keys = new Set<string>()
  for (const { jobs } of scopes)
    for (const { subjects } of jobs) for (const { key } of subjects) keys.add(key)
  const bundled = new Set([...index.policies.map(({ key }) => key), ...index.templates.keys()])
  const isBundleAsked = [...keys].some(key => bundled.has(key))
  const isNewAsked = [...keys].some(key => !bundled.has(key))
  const bundle = isBundleAsked ? await panelOf(loadBundle()) : undefined
  const fresh = isNewAsked && compiled.wasm !== undefined ? await panelOf(compiled.wasm) : undefined
  const all = [bundle, fresh].filter(panel => panel !== undefined)
  return { all, refused: refusedBy(all, compiled), of: ({ key }) => (bundled.has(key) ? bundle : fresh) }
}

function refusedBy(panels: readonly Panel[], { units }: CompiledTemplates): Panels['refused'] {
  const missing = new Set(panels.flatMap(panel => panel.missingBuiltins()))
  const refused = new Map<string, readonly string[]>()
  for (const { key, builtins } of units.values()) {
    const lacking = builtins.filter(name => missing.has(name))
    if (lacking.length > 0) refused.set(key, lacking)
  }
  return refused
}

async function panelOf(wasm: Uint8Array): Promise<Panel> {
  return new Panel(new PolicyRuntime(await WebAssembly.compile(wasm)))
}

function answered(scope: Scope, { delivered, subjects, review }: Job, panels: Panels): readonly Raised[] {
  const { resource, build } = delivered
  return panels.all.flatMap(panel => {
    const asked = subjects.filter(subject => panels.of(subject) === panel)
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
