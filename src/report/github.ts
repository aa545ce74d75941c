import type { Failure, Finding, Severity } from '../model/finding.ts'
import type { Range } from '../model/location.ts'
import type { Report } from '../model/report.ts'
import type { Reporter } from '../model/reporter.ts'
import { closing, counted } from './closing.ts'
import { compactLine } from './compact.ts'
import { cropped } from './crop.ts'
import { printable } from './printable.ts'
import { buildPhrases, wayPhrases } from './way.ts'

const COMMAND = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>
const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[]

/** GitHub shows so many of each severity a step, and drops the others without a word. */
const SHOWN_PER_SEVERITY = 10

/** GitHub refuses a message of more than 64 KiB. */
const MAX_MESSAGE = 8_000

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export const github: Reporter = {
  id: 'github',
  summary: 'Annotations on the lines of a pull request.',
  render: report =>
    lines(report)
      .map(line => `${line}\n`)
      .join(''),
}

function lines(report: Report): readonly string[] {
  const { failures, findings, totals } = report
  const failed = failures.slice(0, SHOWN_PER_SEVERITY)
  const annotations = failed.map(failureAnnotation)
  const hidden: string[] = failures.slice(SHOWN_PER_SEVERITY).map(failureLine)
  for (const severity of SEVERITIES) {
    const room = SHOWN_PER_SEVERITY - (severity === 'error' ? failed.length : 0)
    const some = findings.filter(finding => finding.severity === severity && finding.exemption === undefined)
    annotations.push(...some.slice(0, room).map(findingAnnotation))
    hidden.push(...some.slice(room).map(compactLine))
  }
  return [...annotations, ...hiddenLines(hidden), closing(totals).join(' ')]
}

/** The log of a job has no limit: what gets no annotation is said there. */
function hiddenLines(hidden: readonly string[]): readonly string[] {
  if (hidden.length === 0) return []
  const count = counted(hidden.length, 'more without an annotation', 'more without an annotation')
  return [
    `::group::${count}: GitHub shows ${String(SHOWN_PER_SEVERITY)} of a severity`,
    ...hidden,
    '::endgroup::',
    `${count}, listed in this log.`,
  ]
}

function findingAnnotation({ rule, severity, message, fix, location, via, builds }: Finding): string {
  const text = [
    printable(message),
    `fix: ${printable(fix)}`,
    ...(via.length === 0 ? [] : [`via: ${wayPhrases(via).join(' → ')}`]),
    ...(builds.length < 2 ? [] : [`in ${buildPhrases(builds).join(' ')}`]),
  ].join('\n')
  return command(COMMAND[severity], { file: location.file, ...place(location), title: rule }, text)
}

/** GitHub knows columns within one line only, and no empty range. */
function place({ line, column, endLine, endColumn }: Range): Readonly<Record<string, number>> {
  if (endLine > line) return { line, endLine }
  return endColumn > column ? { line, endLine, col: column, endColumn } : { line, endLine, col: column }
}

function failureAnnotation({ stage, message }: Failure): string {
  return command('error', { title: `fleetlint failed: ${stage}` }, printable(message))
}

function failureLine({ stage, message }: Failure): string {
  return `failure ${printable(stage)} ${printable(message)}`
}

function command(name: string, properties: Readonly<Record<string, string | number>>, text: string): string {
  const list = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapeProperty(printable(String(value)))}`,
  )
  return `::${name} ${list.join(',')}::${escapeData(cropped(text, MAX_MESSAGE))}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
