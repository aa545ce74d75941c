import type { BuildProblemCode } from '../../model/build.ts'
import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { Raised } from '../../model/raised.ts'
import type { RuleSummary } from '../../model/report.ts'
import { type ClusterOf, clusterFinder } from '../cluster-of.ts'
import { stale } from '../exemption-rules.ts'
import { type Covers, isCluster } from './coverage.ts'
import { type Exemption, fieldOf } from './exemption.ts'
import type { Judged, Objection } from './judge.ts'

export interface Register {
  readonly fleet: Fleet
  readonly judged: readonly Judged[]
  /** What each exemption marks; one that marks nothing is not in it. */
  readonly covered: ReadonlyMap<Exemption, readonly Raised[]>
  /** The rules about exemptions that are on. */
  readonly rules: readonly RuleSummary[]
  readonly covers: Covers
  readonly isComplete: boolean
  /** Ids of rules whose findings are not known. */
  readonly unevaluated: ReadonlySet<string>
}

/** What is wrong with the exemptions themselves, as what a check raises. */
export function objectionsRaised(register: Register): readonly Raised[] {
  const { fleet, judged, covered, rules } = register
  const ruleById = new Map(rules.map(rule => [rule.id, rule] as const))
  const clusterOf = clusterFinder(fleet)
  return judged.flatMap(one => {
    const concerns = concernsOf(one.exemption, covered.get(one.exemption) ?? [], { fleet, clusterOf })
    return [...one.objections, ...staleness(one, register)].flatMap(({ rule: { id }, problem }) => {
      const rule = ruleById.get(id)
      return rule === undefined ? [] : concerns.map(concern => ({ rule, problem, ...concern }))
    })
  })
}

/**
 * One that is past its date is told as that, and one that cannot be read as that. What it covers is not known where its
 * rule was not asked, or where its cluster could not be rendered as a whole: the mistake that stands in the way is told.
 */
function staleness({ exemption, state }: Judged, register: Register): readonly Objection[] {
  const { covered, fleet, isComplete, unevaluated } = register
  if (!isComplete || state === 'expired' || state === 'invalid' || covered.has(exemption)) return []
  if (exemption.rules.some(({ text }) => unevaluated.has(text))) return []
  if (fleet.clusters.some(cluster => concerns(exemption, cluster) && isBroken(cluster))) return []
  const at = fieldOf(exemption, 'metadata', 'name')
  return [{ rule: stale, problem: { at, message: uselessness(exemption, register) } }]
}

function uselessness(exemption: Exemption, { covered, covers }: Register): string {
  const isTwin = ([, raised]: readonly [Exemption, readonly Raised[]]): boolean =>
    raised.some(one => exemption.rules.some(({ text }) => text === one.rule.id) && covers(exemption, one))
  const other = [...covered].find(isTwin)?.[0]
  const nothing = other === undefined ? 'nothing' : `nothing that \`${other.name}\` does not cover already`
  return `The exemption \`${exemption.name}\` covers ${nothing}.`
}

function concerns({ scope }: Exemption, cluster: Cluster): boolean {
  return scope.cluster === undefined || isCluster(cluster, scope.cluster)
}

/** Problems of a build that take no object away. */
const HARMLESS: ReadonlySet<BuildProblemCode> = new Set([
  'ambiguous-reference',
  'undefined-variable',
  'unknown-field',
])

function isBroken({ builds }: Cluster): boolean {
  return builds.some(({ problems }) => problems.some(({ code }) => !HARMLESS.has(code)))
}

interface Clusters {
  readonly fleet: Fleet
  readonly clusterOf: ClusterOf
}

type Concern = Pick<Raised, 'cluster' | 'isOfFleet'>

/** The clusters in which it covers something, else those that it names, else all of them. */
function concernsOf(
  { scope }: Exemption,
  covered: readonly Raised[],
  { fleet, clusterOf }: Clusters,
): readonly Concern[] {
  const found = new Set(covered.map(clusterOf))
  const clusters =
    found.size > 0 ? [...found] : fleet.clusters.filter(cluster => isNamed(cluster, scope.cluster))
  const isOfFleet = clusters.length === 0 || clusters.includes(undefined)
  return isOfFleet ? [{ isOfFleet }] : clusters.map(cluster => ({ cluster }))
}

function isNamed(cluster: Cluster, name: string | undefined): boolean {
  return name !== undefined && isCluster(cluster, name)
}
