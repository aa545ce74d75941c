import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { Raised } from '../../model/raised.ts'
import type { RuleSummary } from '../../model/report.ts'
import { type ClusterOf, clusterFinder } from '../cluster-of.ts'
import { stale } from '../exemption-rules.ts'
import { isCluster } from './coverage.ts'
import { type Exemption, fieldOf } from './exemption.ts'
import type { Judged, Objection } from './judge.ts'

export interface Register {
  readonly fleet: Fleet
  readonly judged: readonly Judged[]
  /** What each exemption marks; one that marks nothing is not in it. */
  readonly covered: ReadonlyMap<Exemption, readonly Raised[]>
  /** The rules about exemptions that are on. */
  readonly rules: readonly RuleSummary[]
  readonly isComplete: boolean
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

/** One that is past its date is told as that, and one that cannot be read as that. */
function staleness({ exemption, state }: Judged, { covered, isComplete }: Register): readonly Objection[] {
  if (!isComplete || state === 'expired' || state === 'invalid' || covered.has(exemption)) return []
  const at = fieldOf(exemption, 'metadata', 'name')
  return [{ rule: stale, problem: { at, message: `The exemption \`${exemption.name}\` covers nothing.` } }]
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
