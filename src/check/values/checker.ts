import type { Checked, Checker, Severities } from '../../model/checker.ts'
import type { Build } from '../../model/build.ts'
import type { Failure } from '../../model/finding.ts'
import type { Cluster, Delivered, Fleet } from '../../model/fleet.ts'
import type { Mapping } from '../../model/node.ts'
import type { Raised, RaisedGap } from '../../model/raised.ts'
import type { RuleSummary } from '../../model/report.ts'
import { shortId } from '../../model/resource.ts'
import { chartSchemaText, chartSchemaVersions } from '../../read/chart-schemas.ts'
import { HELM_GROUP, nameOrigin } from '../../render/flux/spec.ts'
import { composeValues, type Precedence } from '../../render/helm/values.ts'
import { isAtLeast } from '../flux-release.ts'
import { exactVersion } from '../versions/pins.ts'
import { type Chart, chartOf } from './chart.ts'
import { ChartSchemas } from './chart-schemas.ts'
import { doubtsIn } from './doubts.ts'
import { Givers } from './givers.ts'
import { LimitChecks } from './limits.ts'
import type { Mistake } from './mistake.ts'
import { mistakesIn } from './mistakes.ts'
import { activeRules } from '../run.ts'
import { valueRules, type ValuesRuleId } from './rules.ts'
import { isOfChart } from './unread.ts'

const DOUBTS: ValuesRuleId = 'values/doubtful-key'

/** The room of values: what HelmReleases hand to their charts, held against what the charts take. */
export const valuesChecker: Checker = {
  id: 'values',
  async check(fleet, severities) {
    const rules = rulesInForce(severities)
    if (rules.size === 0) return { raised: [], gaps: [], failures: [], rules: [], counts: {} }
    return new Inspection(rules).inspect(fleet)
  },
}

function rulesInForce(severities: Severities): ReadonlyMap<string, RuleSummary> {
  return new Map(activeRules(valueRules, severities).map(rule => [rule.id, rule]))
}

interface Release extends Delivered {
  readonly cluster: Cluster | undefined
  readonly givers: Givers
}

class Inspection {
  private readonly rules: ReadonlyMap<string, RuleSummary>
  private readonly schemas = new ChartSchemas({ read: chartSchemaText, versions: chartSchemaVersions })
  private readonly raised: Raised[] = []
  private readonly gaps: RaisedGap[] = []
  private readonly unseen = new Map<string, RaisedGap>()
  private readonly failures: Failure[] = []
  private checks: LimitChecks | undefined
  private count = 0

  constructor(rules: ReadonlyMap<string, RuleSummary>) {
    this.rules = rules
  }

  async inspect(fleet: Fleet): Promise<Checked> {
    for (const release of releasesOf(fleet)) {
      try {
        await this.release(release)
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        this.failures.push({ stage: `values of ${shortId(release.resource.id)}`, message })
      }
    }
    return {
      raised: this.raised,
      gaps: [...this.gaps, ...this.unseen.values()],
      failures: this.failures,
      rules: [...this.rules.values()],
      counts: { releases: this.count },
    }
  }

  private async release(release: Release): Promise<void> {
    const { resource, givers } = release
    const { values, problems, gaps } = composeValues(resource, givers.find, precedenceIn(release.cluster))
    for (const { code, ...problem } of problems) this.raise(release, { rule: `values/${code}`, ...problem })
    this.gaps.push(...gaps)
    const chart = chartOf(resource, givers.find)
    if (chart === undefined) {
      const message = `The chart of \`${shortId(resource.id)}\` is not known.`
      this.skip({ reason: 'no-chart', message, at: nameOrigin(resource) })
    } else if (!(await this.exact(release, chart, values))) this.near(release, chart, values)
  }

  /** Held against the schema of its very version; false where there is none, or for another chart of the name. */
  private async exact(release: Release, { name, version }: Chart, values: Mapping): Promise<boolean> {
    const exact = version === undefined ? undefined : exactVersion(version)
    const schema = exact === undefined ? undefined : this.schemas.find(name, exact)
    if (schema === undefined || !isOfChart(values, schema)) return false
    this.checks ??= await LimitChecks.load()
    this.count++
    for (const mistake of mistakesIn(values, { chart: name, schema, checks: this.checks })) {
      this.raise(release, mistake)
    }
    return true
  }

  /** Looked through with the versions that there are, which is less than checked: a gap either way. */
  private near(release: Release, { name, version, at }: Chart, values: Mapping): void {
    const which = version === undefined ? 'of a source without versions' : `in version \`${version}\``
    const message = `There is no values schema for the chart \`${name}\` ${which}`
    const schemas = version === undefined ? [] : this.schemas.near(name, version)
    if (schemas.length === 0 || !this.rules.has(DOUBTS)) {
      this.skip({ reason: 'no-schema', message: `${message}.`, at })
      return
    }
    this.skip({ reason: 'near-schema', message: `${message}: only doubtful keys are looked for.`, at })
    for (const doubt of doubtsIn(values, { chart: name, schemas })) this.raise(release, doubt)
  }

  /** Each message stands for as many releases as it has been given for. */
  private skip(gap: RaisedGap): void {
    const known = this.unseen.get(gap.message) ?? { ...gap, count: 0 }
    this.unseen.set(gap.message, { ...known, count: (known.count ?? 0) + 1 })
  }

  /** The release is wrong; the way to the value leads through the ConfigMap that gives it. */
  private raise(release: Release, { rule: id, ...problem }: Mistake): void {
    const rule = this.rules.get(id)
    if (rule === undefined) return
    const { cluster, givers, resource } = release
    const { build, resource: holder } = givers.giverOf(problem.at) ?? release
    this.raised.push({ rule, problem: { ...problem, resource, trail: holder.trail }, build, cluster })
  }
}

function precedenceIn(cluster: Cluster | undefined): Precedence {
  const flux = cluster?.fluxVersion
  return flux === undefined || isAtLeast(flux, '2.4') ? 'target' : 'inline'
}

function* releasesOf({ clusters, standalone }: Fleet): Generator<Release> {
  for (const cluster of clusters) yield* releasesAmong(cluster.objects, cluster)
  for (const build of standalone) yield* releasesAmong(deliveredBy(build), undefined)
}

function deliveredBy(build: Build): readonly Delivered[] {
  return build.resources.map(resource => ({ resource, build }))
}

function* releasesAmong(objects: readonly Delivered[], cluster: Cluster | undefined): Generator<Release> {
  const releases = objects.filter(
    ({ resource: { id } }) => id.kind === 'HelmRelease' && id.group === HELM_GROUP,
  )
  if (releases.length === 0) return
  const givers = new Givers(objects)
  for (const release of releases) yield { ...release, cluster, givers }
}
