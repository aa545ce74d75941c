import type { Build } from './build.ts'
import type { ParsedFile } from './document.ts'
import type { RuleId, RuleLevel } from './finding.ts'
import type { Cluster, Delivered, Fleet } from './fleet.ts'
import type { Origin } from './location.ts'
import type { GroupKind, Resource, Trail } from './resource.ts'

/** What a rule yields. The run adds the rule id, the severity in force, the chain and the fingerprint. */
export interface Problem {
  readonly at: Origin
  readonly message: string
  /** Replaces the rule's `fix` where this case has a better one. */
  readonly fix?: string | undefined
  /** The build in which the problem shows, where the scope does not say it. */
  readonly build?: Build | undefined
  readonly trail?: Trail | undefined
  /** The object that is wrong, as its build delivers it; where it is missing, the object that holds `at`. */
  readonly resource?: Resource | undefined
}

interface RuleBase {
  readonly id: RuleId
  /** Unless the configuration says otherwise. `off` where correct fleets break the rule on purpose. */
  readonly severity: RuleLevel
  /** One sentence, what holds in a good repository. */
  readonly summary: string
  /** What goes wrong in a cluster when it does not hold. */
  readonly why: string
  /** What the reader should do now. */
  readonly fix: string
}

/** Runs once a file of the repository. */
export interface FileRule extends RuleBase {
  readonly scope: 'file'
  check(file: ParsedFile, fleet: Fleet): Iterable<Problem>
}

/** Runs once a rendering. */
export interface BuildRule extends RuleBase {
  readonly scope: 'build'
  check(build: Build): Iterable<Problem>
}

/** Runs once a delivered object of one of `kinds`, with the object as Flux would apply it. */
export interface ResourceRule extends RuleBase {
  readonly scope: 'resource'
  readonly kinds: readonly GroupKind[]
  check(delivered: Delivered): Iterable<Problem>
}

/** Runs once a cluster. */
export interface ClusterRule extends RuleBase {
  readonly scope: 'cluster'
  check(cluster: Cluster): Iterable<Problem>
}

/** Runs once. */
export interface FleetRule extends RuleBase {
  readonly scope: 'fleet'
  check(fleet: Fleet): Iterable<Problem>
}

export type Rule = FileRule | BuildRule | ResourceRule | ClusterRule | FleetRule
