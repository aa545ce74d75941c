import type { Severities } from '../model/checker.ts'
import type { Build } from '../model/build.ts'
import type { Failure, RuleLevel, Severity } from '../model/finding.ts'
import type { Cluster, Delivered, Fleet } from '../model/fleet.ts'
import type { Raised } from '../model/raised.ts'
import type { RuleSummary } from '../model/report.ts'
import { type GroupKind, groupKind, type Resource } from '../model/resource.ts'
import type { Problem, ResourceRule, Rule } from '../model/rule.ts'

export interface Outcome {
  readonly raised: readonly Raised[]
  readonly failures: readonly Failure[]
}

/** Runs each rule that is on to its end or to its crash; what it found before a crash is kept. */
export function runRules(rules: readonly Rule[], fleet: Fleet, severities: Severities): Outcome {
  const raised: Raised[] = []
  const failures: Failure[] = []
  const subjects = subjectsOf(fleet)
  for (const rule of rules) {
    const severity = severityOf(rule, severities)
    if (severity === 'off') continue
    const summary = summaryOf(rule, severity)
    try {
      for (const found of problemsOf(rule, subjects)) raised.push({ rule: summary, ...found })
    } catch (error) {
      failures.push({ stage: rule.id, message: messageOf(error) })
    }
  }
  return { raised, failures }
}

/** What reporters need to know of the rules that are on. */
export function activeRules(rules: readonly Texts[], severities: Severities): readonly RuleSummary[] {
  return rules.flatMap(rule => {
    const severity = severityOf(rule, severities)
    return severity === 'off' ? [] : [summaryOf(rule, severity)]
  })
}

/** A rule's own severity may be `off`. */
type Texts = Omit<RuleSummary, 'severity'> & { readonly severity: RuleLevel }

function severityOf(rule: Texts, severities: Severities): RuleLevel {
  return severities.get(rule.id) ?? rule.severity
}

function summaryOf({ id, summary, why, fix }: Texts, severity: Severity): RuleSummary {
  return { id, severity, summary, why, fix }
}

interface Placed<T> {
  readonly subject: T
  readonly cluster: Cluster | undefined
}

interface Subjects {
  readonly fleet: Fleet
  readonly builds: readonly Placed<Build>[]
  readonly objects: ReadonlyMap<GroupKind, readonly Placed<Delivered>[]>
}

function subjectsOf(fleet: Fleet): Subjects {
  const builds: Placed<Build>[] = []
  const objects = new Map<GroupKind, Placed<Delivered>[]>()
  const add = (subject: Delivered, cluster: Cluster | undefined): void => {
    const kind = groupKind(subject.resource.id)
    const known = objects.get(kind)
    if (known === undefined) objects.set(kind, [{ subject, cluster }])
    else known.push({ subject, cluster })
  }
  for (const cluster of fleet.clusters) {
    for (const build of cluster.builds) builds.push({ subject: build, cluster })
    for (const delivered of cluster.objects) add(delivered, cluster)
  }
  for (const build of fleet.standalone) {
    builds.push({ subject: build, cluster: undefined })
    for (const resource of build.resources) add({ resource, build }, undefined)
  }
  return { fleet, builds, objects }
}

type Found = Omit<Raised, 'rule'>

function* problemsOf(rule: Rule, { fleet, builds, objects }: Subjects): Generator<Found> {
  switch (rule.scope) {
    case 'file':
      for (const file of fleet.files.values()) yield* placed(rule.check(file, fleet), undefined)
      break
    case 'build':
      for (const { subject, cluster } of builds) yield* placed(rule.check(subject), cluster, subject)
      break
    case 'resource':
      yield* objectProblems(rule, objects)
      break
    case 'cluster':
      for (const cluster of fleet.clusters) yield* placed(rule.check(cluster), cluster)
      break
    case 'fleet':
      yield* placed(rule.check(fleet), undefined)
      break
    default:
      rule satisfies never
  }
}

function* objectProblems(rule: ResourceRule, objects: Subjects['objects']): Generator<Found> {
  for (const kind of rule.kinds) {
    for (const { subject, cluster } of objects.get(kind) ?? []) {
      yield* placed(about(subject.resource, rule.check(subject)), cluster, subject.build)
    }
  }
}

/** The rule was asked about this object, and means it where it names no other. */
function* about(resource: Resource, problems: Iterable<Problem>): Generator<Problem> {
  for (const problem of problems) yield { resource, ...problem }
}

function* placed(problems: Iterable<Problem>, cluster: Cluster | undefined, build?: Build): Generator<Found> {
  for (const problem of problems) yield { problem, build: problem.build ?? build, cluster }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
