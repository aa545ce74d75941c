import type { Delivered } from '../../model/fleet.ts'
import type { RaisedGap } from '../../model/raised.ts'
import { groupKind, type Resource } from '../../model/resource.ts'
import type { CompiledTemplates } from './gatekeeper/compile-templates.ts'
import { type Constraint, nameOf } from './gatekeeper/constraint.ts'
import { constraintSubject } from './gatekeeper/constraint-subject.ts'
import { type ClusterPolicies, type FoundConstraint, namespacesOf } from './gatekeeper/fleet-policies.ts'
import { matches, type Surroundings, type Verdict } from './gatekeeper/match.ts'
import { namespaceObjectOf, NO_NAMESPACE, reviewOf } from './gatekeeper/review.ts'
import type { Scope } from './scope.ts'
import type { Subject } from './subject.ts'

/** What is asked about one object. */
export interface Job {
  readonly delivered: Delivered
  readonly subjects: readonly Subject[]
  /** JSON text. */
  readonly review: () => string
}

export interface ScopeJobs {
  readonly scope: Scope
  readonly jobs: readonly Job[]
}

export interface Askable {
  readonly compiled: CompiledTemplates
  /** By kind. */
  readonly own: ReadonlyMap<string, readonly Subject[]>
}

interface AskableConstraint extends FoundConstraint {
  readonly subject: Subject
}

/** What is to be asked in one scope; where an object cannot be asked about, a gap says why. */
export function jobsOf(cluster: ClusterPolicies, { own, compiled }: Askable, gaps: RaisedGap[]): ScopeJobs {
  const { scope } = cluster
  const surroundings = { namespaces: namespacesOf(scope), isServed: true }
  const constraints = askableIn(cluster, compiled)
  const jobs: Job[] = []
  for (const delivered of scope.objects) {
    const { resource } = delivered
    const taken: AskableConstraint[] = []
    for (const found of constraints) {
      const verdict = verdictOn(found, resource, surroundings)
      if (verdict === 'unknown') gaps.push(unknownNamespace(found.constraint, delivered, scope))
      if (verdict === 'yes') taken.push(found)
    }
    const subjects = [...(own.get(groupKind(resource.id)) ?? []), ...taken.map(({ subject }) => subject)]
    if (subjects.length === 0) continue
    const isRead = taken.some(({ template }) => template.readsNamespace)
    const namespace = isRead ? surroundings.namespaces.get(resource.id.namespace) : undefined
    const seen = namespace === undefined ? NO_NAMESPACE : namespaceObjectOf(namespace)
    jobs.push({ delivered, subjects, review: () => reviewOf(resource, seen) })
  }
  return { scope, jobs }
}

function askableIn(
  { constraints }: ClusterPolicies,
  { units }: CompiledTemplates,
): readonly AskableConstraint[] {
  return constraints.flatMap(found => {
    const unit = units.get(found.template.unit.key)
    if (unit === undefined) return []
    const options = { rule: found.rule, inventory: unit.inventory }
    return [{ ...found, subject: constraintSubject(found.template, found.constraint, options) }]
  })
}

function verdictOn(
  { constraint, template }: FoundConstraint,
  resource: Resource,
  surroundings: Surroundings,
): Verdict {
  const verdict = matches(constraint.match, resource, surroundings)
  const { namespace } = resource.id
  const isUnseen = template.readsNamespace && namespace !== '' && !surroundings.namespaces.has(namespace)
  return verdict === 'yes' && isUnseen ? 'unknown' : verdict
}

function unknownNamespace({ resource }: Constraint, delivered: Delivered, scope: Scope): RaisedGap {
  const { kind, name } = resource.id
  const { namespace } = delivered.resource.id
  return {
    reason: 'unresolved-reference',
    message: `The namespace \`${namespace}\` is not in what \`${scope.name}\` gets, and \`${kind} ${name}\` looks at it.`,
    at: nameOf(resource),
  }
}
