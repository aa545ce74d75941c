import type { BuildProblem } from '../src/model/build.ts'
import type { Fleet } from '../src/model/fleet.ts'
import { type RepoPath, repoPath } from '../src/model/location.ts'
import type { ParsedFile } from '../src/model/document.ts'
import type { Raised } from '../src/model/raised.ts'
import type { Report } from '../src/model/report.ts'
import { parseYaml } from '../src/read/yaml/parse.ts'
import { applyExemptions, type ExemptionInput } from '../src/settle/exemptions/apply.ts'
import type { SettleInput } from '../src/settle/settle.ts'
import { AS_OF } from './as-of.ts'
import { FLEET, report, RULE } from './small-fleet.ts'

/** The fields of an exemption's `spec`, each as YAML. */
export type Fields = Readonly<Record<string, string | undefined>>

const FIELDS: Fields = {
  rules: `[${RULE.id}]`,
  scope: '{ path: apps/base }',
  category: 'migration',
  reason: 'The shop moves to fewer nodes in May.',
  owner: '"@shop"',
  approvedBy: '"@platform"',
  ticket: 'SHOP-12',
  created: '2026-06-01',
  expires: '2026-12-31',
}

/** An exemption of the small fleet's rule that nothing is wrong with, but for `fields`; undefined leaves one out. */
export function exemption(name: string, fields: Fields = {}): string {
  const spec = Object.entries({ ...FIELDS, ...fields }).flatMap(([key, value]) =>
    value === undefined ? [] : [`  ${key}: ${value}\n`],
  )
  return `apiVersion: fleetlint.dev/v1alpha1\nkind: Exemption\nmetadata:\n  name: ${name}\nspec:\n${spec.join('')}`
}

const REGISTER = 'policies/exemptions/register.yaml'

/** The small fleet with exemptions, all in one file. */
function fleetWith(...documents: readonly string[]): Fleet {
  const path = repoPath(REGISTER)
  const files = new Map<RepoPath, ParsedFile>(FLEET.files)
  files.set(path, parseYaml({ path, text: documents.join('---\n') }, 'resource'))
  return { ...FLEET, files }
}

export interface Case extends Partial<
  Pick<ExemptionInput, 'asOf' | 'severities' | 'hasFailures' | 'unevaluated'>
> {
  readonly exemptions: readonly string[]
  readonly raised: readonly Raised[]
  readonly settle?: Partial<SettleInput>
  /** What the builds of the clusters could not do. */
  readonly problems?: readonly BuildProblem[]
}

/** The report on the small fleet with these exemptions, in which just this was raised. */
export async function exempted({
  exemptions,
  raised,
  settle,
  problems = [],
  ...rest
}: Case): Promise<Report> {
  const fleet = broken(fleetWith(...exemptions), problems)
  const input: ExemptionInput = {
    fleet,
    raised,
    ruleIds: new Set([RULE.id, 'workload/other']),
    severities: new Map(),
    asOf: AS_OF,
    hasFailures: false,
    ...rest,
  }
  const { raised: marked, rules } = await applyExemptions(input)
  return report(marked, { fleet, rules: [RULE, ...rules], ...settle })
}

function broken(fleet: Fleet, problems: readonly BuildProblem[]): Fleet {
  const clusters = fleet.clusters.map(cluster => ({
    ...cluster,
    builds: cluster.builds.map(build => ({ ...build, problems: [...build.problems, ...problems] })),
  }))
  return problems.length === 0 ? fleet : { ...fleet, clusters }
}

/** `line rule message` of what is wrong with the register. */
export function objections({ findings }: Report): readonly string[] {
  return findings
    .filter(({ location }) => location.file === REGISTER)
    .map(({ location, rule, message }) => `${String(location.line)} ${rule} ${message}`)
}

/** Each finding elsewhere: the exemption that covers it, or none. */
export function marks({ findings }: Report): readonly (string | undefined)[] {
  return findings
    .filter(({ location }) => location.file !== REGISTER)
    .map(({ exemption: mark }) => mark?.name)
}
