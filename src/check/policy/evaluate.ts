import type { Failure } from '../../model/finding.ts'
import type { Delivered } from '../../model/fleet.ts'
import type { Raised, RaisedGap } from '../../model/raised.ts'
import { groupKind } from '../../model/resource.ts'
import { type BundleIndex, loadBundle } from './bundle.ts'
import type { CompiledTemplates } from './gatekeeper/compile-templates.ts'
import { type Constraint, nameOf } from './gatekeeper/constraint.ts'
import { constraintSubject } from './gatekeeper/constraint-subject.ts'
import { type ClusterPolicies, namespacesOf } from './gatekeeper/fleet-policies.ts'
import { matches } from './gatekeeper/match.ts'
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

/** What is asked about one object. */
interface Job {
  readonly delivered: Delivered
  readonly subjects: readonly Subject[]
}

interface ScopeJobs {
  readonly scope: Scope
  readonly jobs: readonly Job[]
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
    for (const { delivered, subjects } of jobs) {
      const asked = subjects.filter(({ key }) => !panels.refused.has(key))
      for (const { identity } of asked) identities.add(identity)
      raised.push(...answered(scope, { delivered, subjects: asked }, panels))
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

function jobsOf(cluster: ClusterPolicies, { own, compiled }: Evaluation, gaps: RaisedGap[]): ScopeJobs {
  const { scope } = cluster
  const namespaces = namespacesOf(scope)
  const constraints = cluster.constraints.flatMap(found => {
    const unit = compiled.units.get(found.template.unit.key)
    if (unit === undefined) return []
    const options = { rule: found.rule, inventory: unit.inventory }
    return [{ ...found, subject: constraintSubject(found.template, found.constraint, options) }]
  })
  const jobs: Job[] = []
  for (const delivered of scope.objects) {
    const subjects = [...(own.get(groupKind(delivered.resource.id)) ?? [])]
    for (const { constraint, subject } of constraints) {
      const verdict = matches(constraint.match, delivered.resource, namespaces)
      if (verdict === 'unknown') gaps.push(unknownNamespace(constraint, delivered, scope))
      if (verdict === 'yes') subjects.push(subject)
    }
    if (subjects.length > 0) jobs.push({ delivered, subjects })
  }
  return { scope, jobs }
}

function unknownNamespace({ resource }: Constraint, delivered: Delivered, scope: Scope): RaisedGap {
  const { kind, name } = resource.id
  const { namespace } = delivered.resource.id
  return {
    reason: 'unresolved-reference',
    message: `The namespace \`${namespace}\` is not in what \`${scope.name}\` gets, and \`${kind} ${name}\` selects by its labels.`,
    at: nameOf(resource),
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

function answered(scope: Scope, { delivered, subjects }: Job, panels: Panels): readonly Raised[] {
  const { resource, build } = delivered
  return panels.all.flatMap(panel => {
    const asked = subjects.filter(subject => panels.of(subject) === panel)
    return Array.from(panel.ask(resource, asked), ({ subject, problem }) => ({
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
