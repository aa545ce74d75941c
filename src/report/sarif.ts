import type { Log, Notification, ReportingDescriptor, Result, Run, Suppression } from 'sarif'
import type { ExemptionMark, Finding, Gap, Severity } from '../model/finding.ts'
import type { Report, RuleSummary } from '../model/report.ts'
import type { Reporter } from '../model/reporter.ts'
import { reasonText } from './closing.ts'
import { cropped } from './crop.ts'
import { jsonText } from './json-text.ts'
import { physical, ROOT_ID } from './sarif-location.ts'
import { messageText, relatedOf } from './sarif-message.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>
const PROBLEM_SEVERITY = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
} as const satisfies Record<Severity, string>

/** What GitHub's code scanning takes; it refuses a file that has more. */
const MAX_RESULTS = 25_000
const MAX_RELATED = 100
const MAX_DESCRIPTION = 1_000

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Reporter = {
  id: 'sarif',
  summary: 'SARIF 2.1.0, for code scanning.',
  render: report => jsonText(logOf(report)),
}

/** Every rule that was on is listed, and a clean run has an empty list of results: so old alerts are closed. */
function logOf(report: Report): Log {
  const results = mostSevere(report.findings)
  const notifications = notificationsOf(report, report.findings.length - results.length)
  const { name, version } = report.tool
  const run: Run = {
    tool: {
      driver: {
        name,
        version,
        semanticVersion: version,
        rules: report.rules.map(descriptorOf),
        notifications: kindsOf(notifications),
      },
    },
    invocations: [
      { executionSuccessful: report.failures.length === 0, toolExecutionNotifications: notifications },
    ],
    originalUriBaseIds: { [ROOT_ID]: { description: { text: 'The root of the repository.' } } },
    columnKind: 'utf16CodeUnits',
    results: resultsOf(results, report.rules),
  }
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] }
}

/** In the order of the report; where there are too many, the least severe ones are left out. */
function mostSevere(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MAX_RESULTS) return findings
  const kept = new Set<Finding>()
  for (const severity of ['error', 'warning', 'info'] as const) {
    for (const finding of findings) {
      if (finding.severity === severity && kept.size < MAX_RESULTS) kept.add(finding)
    }
  }
  return findings.filter(finding => kept.has(finding))
}

function descriptorOf({ id, severity, summary, why, fix }: RuleSummary): ReportingDescriptor {
  const [area = id] = id.split('/')
  return {
    id,
    shortDescription: { text: cropped(summary, MAX_DESCRIPTION) },
    fullDescription: { text: cropped(why, MAX_DESCRIPTION) },
    help: { text: `${why}\n\n${fix}` },
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: [area], precision: 'very-high', 'problem.severity': PROBLEM_SEVERITY[severity] },
  }
}

function resultsOf(findings: readonly Finding[], rules: readonly RuleSummary[]): Result[] {
  const indexes = new Map<string, number>(rules.map(({ id }, index) => [id, index]))
  const hasExempted = findings.some(({ exemption }) => exemption !== undefined)
  return findings.map(finding => {
    const { rule, severity, fix, location, via, builds, fingerprint, exemption } = finding
    const ruleIndex = indexes.get(rule) ?? -1
    const related = relatedOf(via).slice(0, MAX_RELATED)
    return {
      ruleId: rule,
      ruleIndex,
      level: LEVEL[severity],
      message: { text: messageText(finding, rules[ruleIndex]?.fix) },
      locations: [physical(location)],
      relatedLocations: related.map(step => ({
        id: step.id,
        message: { text: step.label },
        ...physical(step.location),
      })),
      partialFingerprints: { 'fleetlint/v1': fingerprint },
      // All results of a run say whether they are suppressed, or none does (3.27.23).
      ...(hasExempted ? { suppressions: suppressionsOf(exemption) } : {}),
      properties: { fix, builds, document: location.document, pointer: location.pointer },
    }
  })
}

function suppressionsOf(exemption: ExemptionMark | undefined): Suppression[] {
  if (exemption === undefined) return []
  const { name, reason, expires, state, location } = exemption
  return [
    {
      kind: 'external',
      status: 'accepted',
      justification: reason,
      location: physical(location),
      properties: { exemption: name, expires, state },
    },
  ]
}

function notificationsOf({ gaps, failures, rules }: Report, leftOut: number): Notification[] {
  const ids = new Set<string>(rules.map(({ id }) => id))
  return [
    ...failures.map(({ stage, message }): Notification => ({
      descriptor: { id: 'failure' },
      level: 'error',
      message: { text: `${stage}: ${message}` },
      ...(ids.has(stage) ? { associatedRule: { id: stage } } : {}),
    })),
    ...gaps.map(gapNotification),
    ...(leftOut === 0 ? [] : [limitNotification(leftOut)]),
  ]
}

function gapNotification({ reason, message, location, count }: Gap): Notification {
  return {
    descriptor: { id: `gap/${reason}` },
    level: 'warning',
    message: { text: `Not checked (${reasonText(reason)}): ${message}` },
    ...(location === undefined ? {} : { locations: [physical(location)] }),
    properties: { count },
  }
}

function limitNotification(leftOut: number): Notification {
  const text = `${String(leftOut)} findings are left out: a run holds ${String(MAX_RESULTS)} results at most.`
  return { descriptor: { id: 'limit' }, level: 'warning', message: { text } }
}

/** Each kind of notification is declared once. */
function kindsOf(notifications: readonly Notification[]): ReportingDescriptor[] {
  const ids = new Set(notifications.flatMap(({ descriptor }) => descriptor?.id ?? []))
  return [...ids].sort().map(id => ({ id }))
}
