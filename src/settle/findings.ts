import { compareText, inOrder } from '../lib/order.ts'
import type { ExemptionMark, Finding } from '../model/finding.ts'
import type { RepoPath } from '../model/location.ts'
import type { Raised, RaisedExemption } from '../model/raised.ts'
import { buildOf, chainOf, clusterLabel } from './chain.ts'
import { excerptOf } from './excerpt.ts'
import { Fingerprints, type Unmarked } from './fingerprint.ts'
import type { Place } from './place.ts'

interface Placed {
  readonly finding: Unmarked
  /** Without the report's prefix. */
  readonly file: RepoPath
}

/** One cause, one finding: what one rule says of one place in many builds is said once, and names them. */
export function findingsOf(raised: readonly Raised[], place: Place): readonly Finding[] {
  const placed = causesOf(raised).map(cause => placedFinding(cause, place))
  const fingerprints = new Fingerprints()
  return placed
    .sort((a, b) => byPlace(a.finding, b.finding))
    .map(({ finding, file }) => ({ ...finding, fingerprint: fingerprints.mark(finding, file) }))
}

/** How many findings would be made of what was raised. */
export function causeCount(raised: readonly Raised[]): number {
  return new Set(raised.map(identityOf)).size
}

interface Cause {
  first: Raised
  readonly builds: Set<string>
}

/** The order in which builds were checked does not show: the first is the one that `wayOf` puts first. */
function causesOf(raised: readonly Raised[]): readonly Cause[] {
  const causes = new Map<string, Cause>()
  for (const one of raised) {
    const key = identityOf(one)
    const cause = causes.get(key) ?? { first: one, builds: new Set() }
    if (cause.first !== one && wayOf(one) < wayOf(cause.first)) cause.first = one
    const build = subjectOf(one)
    if (build !== undefined) cause.builds.add(build)
    causes.set(key, cause)
  }
  return [...causes.values()]
}

/** What is exempted in one cluster only is two findings: one is to be mended, and one is not. */
function identityOf({ rule, problem: { at, message }, exemption }: Raised): string {
  const mark = exemption === undefined ? [] : [exemption.at.file.path, exemption.at.start]
  return [rule.id, at.file.path, at.start, at.end, message, ...mark].join('\0')
}

function wayOf(raised: Raised): string {
  const { trail, fix = '' } = raised.problem
  const way = [subjectOf(raised) ?? '']
  for (let entry = trail; entry !== undefined; entry = entry.parent) {
    way.push(entry.at.file.path, String(entry.at.start))
  }
  return [...way, fix].join('\0')
}

function subjectOf(raised: Raised): string | undefined {
  return buildOf(raised)?.name ?? (raised.cluster === undefined ? undefined : clusterLabel(raised.cluster))
}

function placedFinding({ first, builds }: Cause, place: Place): Placed {
  const { rule, problem } = first
  const location = place(problem.at)
  const excerpt = excerptOf(problem.at.file, location)
  const finding = {
    rule: rule.id,
    severity: rule.severity,
    message: problem.message,
    fix: problem.fix ?? rule.fix,
    location,
    via: chainOf(first, location, place),
    builds: [...builds].sort(compareText),
    ...(excerpt === undefined ? {} : { excerpt }),
    ...(first.exemption === undefined ? {} : { exemption: markOf(first.exemption, place) }),
  }
  return { finding, file: problem.at.file.path }
}

function markOf({ name, reason, expires, state, at }: RaisedExemption, place: Place): ExemptionMark {
  return { name, reason, expires, state, location: place(at) }
}

/** Of two that are the same but for an exemption, the one without it comes first and keeps its fingerprint. */
const byPlace = inOrder<Unmarked>(
  (a, b) => compareText(a.location.file, b.location.file),
  (a, b) => a.location.line - b.location.line,
  (a, b) => a.location.column - b.location.column,
  (a, b) => compareText(a.rule, b.rule),
  (a, b) => compareText(a.message, b.message),
  (a, b) => a.location.endLine - b.location.endLine,
  (a, b) => a.location.endColumn - b.location.endColumn,
  (a, b) => compareText(exemptionKey(a), exemptionKey(b)),
)

function exemptionKey({ exemption }: Unmarked): string {
  if (exemption === undefined) return ''
  const { file, line, column } = exemption.location
  return [file, String(line).padStart(9, '0'), String(column).padStart(9, '0')].join('\0')
}
