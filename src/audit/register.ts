import { groupBy } from '../lib/group-by.ts'
import { locate } from '../lib/locate.ts'
import type { ExemptionMark, Finding } from '../model/finding.ts'
import type { Fleet } from '../model/fleet.ts'
import type { Report } from '../model/report.ts'
import { type ExemptionScope, exemptionsOf, fieldOf } from '../settle/exemptions/exemption.ts'
import { stale } from '../settle/exemption-rules.ts'
import { judge, type Judged } from '../settle/exemptions/judge.ts'

export const STATES = ['active', 'expired', 'self-approved', 'stale', 'invalid'] as const
export type State = (typeof STATES)[number]

/** One exemption, and what it does today. Texts are `''` where the document does not have them. */
export interface Row {
  readonly id: string
  readonly state: State
  readonly file: string
  readonly line: number
  readonly rules: readonly string[]
  readonly scope: ExemptionScope
  readonly category: string
  readonly reason: string
  readonly owner: string
  readonly approvedBy: string
  readonly ticket: string
  readonly created: string
  readonly expires: string
  /** The findings that it covers, in the order of the report. */
  readonly hides: readonly Finding[]
}

export interface Register {
  /** The day on which it was judged. */
  readonly asOf: string
  /** In order of files and places. */
  readonly rows: readonly Row[]
  /** What is not told either, and by no exemption: findings in ignored files, and rules that are off. */
  readonly besides: { readonly ignored: number; readonly off: readonly string[] }
}

export interface AuditInput {
  readonly fleet: Fleet
  /** Of the same fleet on the same day, on all of its clusters and without a prefix. */
  readonly report: Report
  /** Ids of the rules that the configuration turns off. */
  readonly off: readonly string[]
  readonly asOf: string
}

/** Every exemption of a fleet, with its state and what it hides. */
export async function registerOf({ fleet, report, off, asOf }: AuditInput): Promise<Register> {
  const ruleIds = new Set([...report.rules.map(({ id }) => id), ...off])
  const judged = await judge(exemptionsOf(fleet), { fleet, asOf, ruleIds })
  const covered = report.findings.filter(({ exemption }) => exemption !== undefined)
  const findings = groupBy(covered, ({ exemption }) => placeOf(exemption?.location))
  // A check that crashed may have missed what an exemption covers.
  const isComplete = report.failures.length === 0
  const rows = judged.map(one => rowOf(one, findings, staleIn(report, isComplete)))
  return { asOf, rows, besides: { ignored: report.totals.ignored, off } }
}

/** Whether one that covers nothing is of no use: the run says so, unless the rule about it is off. */
function staleIn({ findings, rules }: Report, isComplete: boolean): (place: Place) => boolean {
  if (!rules.some(({ id }) => id === stale.id)) return () => isComplete
  const places = new Set(
    findings.flatMap(({ rule, location }) => (rule === stale.id ? [placeOf(location)] : [])),
  )
  return place => places.has(placeOf(place))
}

type Place = Pick<ExemptionMark['location'], 'file' | 'line' | 'column'>

function placeOf(place: Place | undefined): string {
  return place === undefined ? '' : [place.file, place.line, place.column].join('\0')
}

function rowOf(
  { exemption, state }: Judged,
  findings: ReadonlyMap<string, readonly Finding[]>,
  isStale: (place: Place) => boolean,
): Row {
  const at = fieldOf(exemption, 'metadata', 'name')
  const { line, column } = locate(at)
  const file = at.file.path
  const hides = findings.get(placeOf({ file, line, column })) ?? []
  const { scope, category, reason, owner, approvedBy, ticket, created, expires } = exemption
  return {
    id: exemption.name,
    state: state === 'active' && hides.length === 0 && isStale({ file, line, column }) ? 'stale' : state,
    file,
    line,
    rules: exemption.rules.map(({ text }) => text),
    scope,
    category,
    reason,
    owner,
    approvedBy,
    ticket,
    created,
    expires,
    hides,
  }
}

/** The scope in words: `cluster dev, Deployment shop/web`. */
export function scopeText({ cluster, kustomization, object, path, message }: ExemptionScope): string {
  const parts = [
    ['cluster', cluster],
    ['Kustomization', kustomization],
    [object?.kind, object && (object.namespace === '' ? object.name : `${object.namespace}/${object.name}`)],
    ['path', path],
    ['message', message],
  ] as const
  return parts.flatMap(([kind = '', name]) => (name === undefined ? [] : [`${kind} ${name}`])).join(', ')
}

export function stateCounts(rows: readonly Row[]): Readonly<Record<State, number>> {
  const counts = { active: 0, expired: 0, 'self-approved': 0, stale: 0, invalid: 0 }
  for (const { state } of rows) counts[state]++
  return counts
}
