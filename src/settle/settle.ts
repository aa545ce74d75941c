import { compareText, inOrder } from '../lib/order.ts'
import { clampPath, joinPath } from '../lib/path.ts'
import type { Failure } from '../model/finding.ts'
import type { Fleet } from '../model/fleet.ts'
import type { RepoPath } from '../model/location.ts'
import type { Raised, RaisedGap } from '../model/raised.ts'
import type { ClusterSummary, Report, RuleSummary } from '../model/report.ts'
import { causeCount, findingsOf } from './findings.ts'
import { gapsOf } from './gaps.ts'
import { placeOn } from './place.ts'
import { scopeOf } from './scope.ts'
import { type Counts, narrowed, totalsOf } from './totals.ts'

/** Everything that a run brought to light, in any order. */
export interface SettleInput {
  readonly fleet: Fleet
  readonly raised: readonly Raised[]
  /** What stands in files that the configuration ignores: it is counted, and not told. */
  readonly ignored?: readonly Raised[]
  readonly gaps: readonly RaisedGap[]
  readonly failures: readonly Failure[]
  /** Every rule that was on. */
  readonly rules: readonly RuleSummary[]
  /** Of the whole fleet, whatever `selected` says. */
  readonly counts: Counts
  readonly clusters: readonly ClusterSummary[]
  readonly tool: Report['tool']
  /** `--cluster`: names or paths; none means all. Narrows what is reported, see `scopeOf`. */
  readonly selected?: readonly string[] | undefined
  /** `--report-prefix`: stands before every path of the report. */
  readonly reportPrefix?: string | undefined
}

/**
 * Makes a report of what was raised: places, chains, fingerprints, one finding a cause, sorted. The same input in
 * another order gives the same report. Never throws.
 */
export function settle(input: SettleInput): Report {
  const { fleet, tool } = input
  const scope = scopeOf(fleet, input.selected)
  const prefix = clampPath(input.reportPrefix ?? '')
  const place = placeOn({ files: fleet.files, prefix })
  const clusters = input.clusters.filter(scope.hasCluster)
  const settled = {
    findings: findingsOf(input.raised.filter(scope.hasRaised), place),
    gaps: gapsOf(input.gaps.filter(scope.hasGap), place),
    failures: input.failures.toSorted(byStage),
  }
  const ignored = causeCount((input.ignored ?? []).filter(scope.hasRaised))
  const counts = scope.isWhole ? input.counts : narrowed(input.counts, clusters)
  return {
    version: 1,
    tool,
    totals: totalsOf(counts, { ...settled, ignored }),
    clusters: clusters.map(cluster => withPrefix(cluster, prefix)).sort(byPath),
    ...settled,
    rules: input.rules.toSorted((a, b) => compareText(a.id, b.id)),
  }
}

function withPrefix(cluster: ClusterSummary, prefix: RepoPath): ClusterSummary {
  return { ...cluster, path: joinPath(prefix, cluster.path) ?? cluster.path }
}

const byStage = inOrder<Failure>(
  (a, b) => compareText(a.stage, b.stage),
  (a, b) => compareText(a.message, b.message),
)

const byPath = inOrder<ClusterSummary>(
  (a, b) => compareText(a.path, b.path),
  (a, b) => compareText(a.name, b.name),
)
