import { compareText } from '../lib/order.ts'
import type { GapReason } from '../model/finding.ts'
import type { ClusterSummary, Report, Totals } from '../model/report.ts'

/** What was looked at. */
export type Counts = Omit<Totals, 'findings' | 'exempted' | 'ignored' | 'gaps' | 'failures'>

type Settled = Pick<Report, 'findings' | 'gaps' | 'failures'> & Pick<Totals, 'ignored'>

/** An exempted finding is counted as that, and not under its severity. */
export function totalsOf(counts: Counts, { findings, ignored, gaps, failures }: Settled): Totals {
  const severities = { error: 0, warning: 0, info: 0 }
  let exempted = 0
  for (const { severity, exemption } of findings) {
    if (exemption === undefined) severities[severity]++
    else exempted++
  }
  return {
    ...counts,
    findings: severities,
    exempted,
    ignored,
    gaps: countsByReason(gaps),
    failures: failures.length,
  }
}

function countsByReason(gaps: Report['gaps']): Totals['gaps'] {
  const counts = new Map<GapReason, number>()
  for (const { reason, count } of gaps) counts.set(reason, (counts.get(reason) ?? 0) + count)
  return Object.fromEntries([...counts].sort(([a], [b]) => compareText(a, b)))
}

/** The counts of some clusters only. Files, documents and what the checks looked at belong to no cluster and stay. */
export function narrowed(counts: Counts, clusters: readonly ClusterSummary[]): Counts {
  let objects = 0
  let kustomizations = 0
  let helmReleases = 0
  for (const cluster of clusters) {
    objects += cluster.objects
    kustomizations += cluster.kustomizations
    helmReleases += cluster.helmReleases
  }
  return { ...counts, objects, kustomizations, helmReleases, clusters: clusters.length }
}
