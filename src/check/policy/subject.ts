import type { RuleSummary } from '../../model/report.ts'
import type { Resource } from '../../model/resource.ts'
import type { Problem } from '../../model/rule.ts'

/** A policy of ours, or one constraint: what objects are held against. */
export interface Subject {
  readonly rule: RuleSummary
  /** The policy, or the place of the constraint: one in a base is one, however many clusters get it. */
  readonly identity: string
  /** By which its module is asked. */
  readonly key: string
  /** Whether what it says of an object depends on other objects. */
  readonly inventory: boolean
  /** JSON text; what a template gets, and a policy of ours does not see. */
  readonly parameters: string
  /** What one answer says of the object; undefined where it is none that Gatekeeper would see. */
  problemOf(resource: Resource, answer: unknown): Problem | undefined
}
