import { policyChecker } from '../check/policy/index.ts'
import { ruleChecker } from '../check/rules/checker.ts'
import { schemaChecker } from '../check/schema/checker.ts'
import { valuesChecker } from '../check/values/checker.ts'
import { versionChecker } from '../check/versions/index.ts'
import type { CheckCounts, Checked, Checker } from '../model/checker.ts'
import type { Cluster, Fleet } from '../model/fleet.ts'
import type { Raised, RaisedGap } from '../model/raised.ts'
import type { ClusterSummary, Report } from '../model/report.ts'
import type { Repository } from '../model/repository.ts'
import { HELM_GROUP, isFluxKustomization } from '../render/flux/spec.ts'
import { packageVersion } from '../read/manifest.ts'
import { applyExemptions } from '../settle/exemptions/apply.ts'
import { settle, type SettleInput } from '../settle/settle.ts'
import type { Config } from '../read/config/config.ts'
import { allRules } from './all-rules.ts'
import { configOf, resolveRepository } from './load.ts'

export interface LintOptions {
  /** The day on which the fleet is judged, `2026-11-24`: exemptions end. */
  readonly asOf: string
  /** Read from the repository's `fleetlint.yaml` where it is not given. */
  readonly config?: Config
  /** Names or root paths of the clusters to report on; all of them where it is empty. */
  readonly clusters?: readonly string[]
  /** Stands before every path of the report. */
  readonly reportPrefix?: string
}

/** Every room of `check/`, in the order of the corridor. */
const CHECKERS: readonly Checker[] = [
  ruleChecker,
  schemaChecker,
  valuesChecker,
  versionChecker,
  policyChecker,
]

/** Resolves the fleet in a repository and reports what is wrong with it. */
export async function lint(repository: Repository, options: LintOptions): Promise<Report> {
  const config = options.config ?? (await configOf(repository))
  return lintFleet(resolveRepository(repository, config), config, options)
}

export async function lintFleet(fleet: Fleet, config: Config, options: LintOptions): Promise<Report> {
  const checked: Checked[] = []
  for (const checker of CHECKERS) checked.push(await checker.check(fleet, config.rules))
  const found = checked.flatMap(({ raised }) => raised)
  const isIgnored = ({ problem }: Raised): boolean => config.output.isIgnored(problem.at.file.path)
  const failures = checked.flatMap(({ failures: some }) => some)
  const rules = checked.flatMap(({ rules: some }) => some)
  const exempted = await applyExemptions({
    fleet,
    raised: found.filter(one => !isIgnored(one)),
    ruleIds: new Set([...[...allRules, ...rules].map(({ id }) => id), ...config.rules.keys()]),
    severities: config.rules,
    asOf: options.asOf,
    hasFailures: failures.length > 0,
    unevaluated: new Set(checked.flatMap(({ unevaluated = [] }) => unevaluated)),
  })
  return settle({
    fleet,
    raised: exempted.raised,
    ignored: found.filter(isIgnored),
    gaps: [...buildGaps(fleet), ...checked.flatMap(({ gaps }) => gaps)],
    failures,
    rules: [...rules, ...exempted.rules],
    counts: { ...countsOf(fleet), ...checkCounts(checked) },
    clusters: fleet.clusters.map(summaryOf),
    tool: { name: 'fleetlint', version: packageVersion() },
    selected: options.clusters,
    reportPrefix: options.reportPrefix,
  })
}

function* buildGaps(fleet: Fleet): Generator<RaisedGap> {
  for (const { builds } of [...fleet.clusters, { builds: fleet.standalone }]) {
    for (const { gaps } of builds) yield* gaps
  }
}

const CHECK_COUNTS = ['validated', 'releases', 'pins', 'policies'] as const satisfies (keyof CheckCounts)[]

/** A count that no room gives is left out: nobody was to look. */
function checkCounts(checked: readonly Checked[]): CheckCounts {
  const sums = CHECK_COUNTS.flatMap(kind => {
    const given = checked.flatMap(({ counts }) => counts[kind] ?? [])
    return given.length === 0 ? [] : [[kind, given.reduce((sum, count) => sum + count, 0)] as const]
  })
  return Object.fromEntries(sums)
}

function countsOf({ files, clusters, standalone }: Fleet): SettleInput['counts'] {
  const parsed = [...files.values()]
  const summaries = clusters.map(summaryOf)
  const sum = (count: (summary: ClusterSummary) => number): number =>
    summaries.reduce((total, summary) => total + count(summary), 0)
  const loose = standalone.reduce((total, { resources }) => total + resources.length, 0)
  return {
    files: parsed.length,
    documents: parsed.reduce((total, { documents }) => total + documents.filter(isFilled).length, 0),
    objects: sum(({ objects }) => objects) + loose,
    kustomizations: sum(({ kustomizations }) => kustomizations),
    helmReleases: sum(({ helmReleases }) => helmReleases),
    clusters: clusters.length,
  }
}

function isFilled({ root }: { readonly root: unknown }): boolean {
  return root !== undefined
}

function summaryOf({ name, path, builds, objects }: Cluster): ClusterSummary {
  const releases = objects.filter(
    ({ resource: { id } }) => id.group === HELM_GROUP && id.kind === 'HelmRelease',
  )
  return {
    name,
    path,
    kustomizations: builds.filter(({ owner }) => owner !== undefined && isFluxKustomization(owner.id)).length,
    helmReleases: releases.length,
    objects: objects.length,
  }
}
