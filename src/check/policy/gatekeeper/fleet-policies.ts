import type { Severities } from '../../../model/checker.ts'
import type { Delivered } from '../../../model/fleet.ts'
import type { Origin } from '../../../model/location.ts'
import type { Raised, RaisedGap } from '../../../model/raised.ts'
import type { RuleSummary } from '../../../model/report.ts'
import type { Resource } from '../../../model/resource.ts'
import { brokenConstraint, brokenTemplate, inForce } from '../rules.ts'
import type { Scope } from '../scope.ts'
import { isConstraint, readConstraint } from './constraint.ts'
import { ruleIdOf } from '../own/policy.ts'
import { ruleOf } from './constraint-subject.ts'
import type { Constraint } from './constraint.ts'
import { isTemplate, readTemplate, type Template } from './template.ts'

/** A template and where it was found. */
export interface FoundTemplate {
  readonly template: Template
  readonly delivered: Delivered
}

/** What Gatekeeper gets to know in one cluster. */
export interface ClusterPolicies {
  readonly scope: Scope
  readonly templates: readonly FoundTemplate[]
  readonly constraints: readonly FoundConstraint[]
  readonly raised: readonly Raised[]
  readonly gaps: readonly RaisedGap[]
  /** The rules of templates and constraints that cannot be evaluated. */
  readonly unevaluated: readonly RuleSummary[]
}

export interface FoundConstraint {
  readonly constraint: Constraint
  readonly template: Template
  readonly rule: RuleSummary
}

/** Reads the templates of a scope, and the constraints with them. */
export function clusterPolicies(scope: Scope, severities: Severities): ClusterPolicies {
  const reader = new Reader(scope, severities)
  for (const delivered of scope.objects) if (isTemplate(delivered.resource)) reader.addTemplate(delivered)
  for (const delivered of scope.objects) if (isConstraint(delivered.resource)) reader.addConstraint(delivered)
  return reader.result()
}

class Reader {
  private readonly scope: Scope
  private readonly severities: Severities
  private readonly templates = new Map<string, FoundTemplate>()
  /** By their ids; why was said where they stand. */
  private readonly unevaluated = new Map<string, RuleSummary>()
  private readonly constraints: FoundConstraint[] = []
  private readonly raised: Raised[] = []
  private readonly gaps: RaisedGap[] = []

  constructor(scope: Scope, severities: Severities) {
    this.scope = scope
    this.severities = severities
  }

  result(): ClusterPolicies {
    const { scope, constraints, raised, gaps } = this
    const unevaluated = [...this.unevaluated.values()]
    return { scope, templates: [...this.templates.values()], constraints, raised, gaps, unevaluated }
  }

  addTemplate(delivered: Delivered): void {
    const reading = readTemplate(delivered.resource)
    switch (reading.result) {
      case 'template':
        this.templates.set(reading.template.kind, { template: reading.template, delivered })
        break
      case 'unsupported':
        this.setAside(ruleOf({ resource: delivered.resource, title: '', description: '' }, 'error'))
        this.gaps.push({ reason: 'unsupported', message: reading.message, at: reading.at })
        break
      case 'mistake':
        this.setAside(ruleOf({ resource: delivered.resource, title: '', description: '' }, 'error'))
        this.raise(brokenTemplate, delivered, reading)
        break
      default:
        reading satisfies never
    }
  }

  addConstraint(delivered: Delivered): void {
    const { id, node } = delivered.resource
    const found = this.templates.get(id.kind)
    if (found === undefined) {
      if (this.unevaluated.has(ruleIdOf(id.kind.toLowerCase()))) return
      const message = `The constraint template of \`${id.kind}\` is not in what \`${this.scope.name}\` gets.`
      this.gaps.push({ reason: 'unresolved-reference', message, at: node.entries.get('kind')?.value ?? node })
      return
    }
    const { template } = found
    const constraint = readConstraint(delivered.resource, template.schema)
    if ('message' in constraint) {
      this.setAside(ruleOf(template, 'error'))
      this.raise(brokenConstraint, delivered, constraint)
    } else {
      const rule = inForce(ruleOf(template, constraint.severity), this.severities)
      if (rule !== undefined) this.constraints.push({ constraint, template, rule })
    }
  }

  private setAside(rule: RuleSummary): void {
    const effective = inForce(rule, this.severities)
    if (effective !== undefined) this.unevaluated.set(rule.id, effective)
  }

  private raise(rule: RuleSummary, delivered: Delivered, problem: { at: Origin; message: string }): void {
    const effective = inForce(rule, this.severities)
    if (effective === undefined) return
    this.raised.push(raisedIn(this.scope, delivered, { rule: effective, ...problem }))
  }
}

/** A problem of an object, in the build that delivers it. */
export function raisedIn(
  { cluster }: Scope,
  { resource, build }: Delivered,
  { rule, at, message }: { readonly rule: RuleSummary; readonly at: Origin; readonly message: string },
): Raised {
  return { rule, problem: { at, message, trail: resource.trail }, build, cluster }
}

/** The namespaces of a cluster by their names. */
export function namespacesOf({ objects }: Scope): ReadonlyMap<string, Resource> {
  const namespaces = new Map<string, Resource>()
  for (const { resource } of objects) {
    if (resource.id.kind === 'Namespace' && resource.id.group === '')
      namespaces.set(resource.id.name, resource)
  }
  return namespaces
}
