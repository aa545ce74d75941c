import { Chalk, type ChalkInstance } from 'chalk'
import { groupBy } from '../lib/group-by.ts'
import type { Excerpt, Failure, Finding, Gap, Severity } from '../model/finding.ts'
import type { Location } from '../model/location.ts'
import type { Report } from '../model/report.ts'
import type { Reporter, Style } from '../model/reporter.ts'
import { closing, counted, gapCount, grouped, reasonText } from './closing.ts'
import { codeFrame } from './code-frame.ts'
import { cropped } from './crop.ts'
import { printable, printablePath } from './printable.ts'
import { buildPhrases, wayPhrases } from './way.ts'
import { fill, wordsOf } from './wrap.ts'

const MIN_WIDTH = 40
const DEFAULT_WIDTH = 80
const SHOWN_GAPS = 3
const MAX_MESSAGE = 2_000

/** Where the text after a label begins. */
const INDENT = 7

/** What the parts of a report are printed with. */
interface Page {
  readonly paint: ChalkInstance
  readonly width: number
}

/** For people: the line and what is wrong with it, what to do, and why a cluster comes to this file. */
export const pretty: Reporter = {
  id: 'pretty',
  summary: 'Findings with their lines, for people.',
  render: renderPretty,
}

function renderPretty(report: Report, { color, width }: Style): string {
  // A pseudo terminal may say that it has no columns at all.
  const columns = width > 0 ? Math.max(width, MIN_WIDTH) : DEFAULT_WIDTH
  const page = { paint: new Chalk({ level: color ? 1 : 0 }), width: columns }
  const findings = report.findings.filter(({ exemption }) => exemption === undefined)
  const blocks = [
    ...findings.map(finding => findingBlock(finding, page)),
    ...gapBlocks(report, page),
    ...report.failures.map(failure => failureBlock(failure, page)),
    closingBlock(report, page),
  ]
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`
}

function findingBlock(finding: Finding, page: Page): readonly string[] {
  const { rule, severity, message, fix, location, via, builds, excerpt } = finding
  const { paint } = page
  const frame = excerpt === undefined ? [] : ['', ...frameLines(excerpt, finding, page)]
  const isInVia = builds.length === 1 && via.length > 0
  return [
    `${placeText(location, paint)}  ${paintOf(severity, paint).bold(severity)}  ${paint.dim(printable(rule))}`,
    ...paragraph(wordsOf(printable(cropped(message, MAX_MESSAGE))), '  ', page),
    ...frame,
    ...labelled('fix', wordsOf(printable(cropped(fix, MAX_MESSAGE))), page),
    ...labelled('via', arrowed(wayPhrases(via)), page),
    ...(isInVia ? [] : labelled('in', buildPhrases(builds), page)),
  ]
}

function placeText({ file, line, column }: Location, paint: ChalkInstance): string {
  return `${paint.bold(printablePath(file))}:${String(line)}:${String(column)}`
}

function paintOf(severity: Severity, paint: ChalkInstance): ChalkInstance {
  const paints = { error: paint.red, warning: paint.yellow, info: paint.cyan } as const satisfies Record<
    Severity,
    ChalkInstance
  >
  return paints[severity]
}

/** Names in backticks stand out. */
function highlighted(line: string, paint: ChalkInstance): string {
  return line.replace(/`[^`]+`/g, name => paint.bold(name))
}

function paragraph(phrases: readonly string[], indent: string, { paint, width }: Page): readonly string[] {
  return fill(phrases, width - indent.length).map(line => indent + highlighted(line, paint))
}

function frameLines(excerpt: Excerpt, { location, severity }: Finding, page: Page): readonly string[] {
  const { paint, width } = page
  const accent = paintOf(severity, paint)
  const digits = Math.max(2, String(excerpt.firstLine + excerpt.lines.length - 1).length)
  const blank = `${' '.repeat(digits + 3)}${paint.dim('│')} `
  const lines: string[] = []
  for (const frame of codeFrame(excerpt, location, width - digits - 5)) {
    const { number, text, isMarked, underline } = frame
    const gutter = String(number).padStart(digits)
    const isWhole = isMarked && underline === undefined
    const head = isMarked ? `${isWhole ? accent('> ') : '  '}${gutter}` : `  ${paint.dim(gutter)}`
    lines.push(`${head} ${paint.dim('│')} ${text}`.trimEnd())
    if (underline !== undefined) {
      lines.push(`${blank}${' '.repeat(underline.offset)}${accent('^'.repeat(underline.length))}`)
    }
  }
  return lines
}

/** A short label, then the words, filled to the width under one another. */
function labelled(label: string, words: readonly string[], { paint, width }: Page): readonly string[] {
  const head = `  ${paint.green(label)}${' '.repeat(INDENT - 2 - label.length)}`
  return fill(words, width - INDENT).map((line, index) => (index === 0 ? head : ' '.repeat(INDENT)) + line)
}

function arrowed(phrases: readonly string[]): readonly string[] {
  return phrases.map((phrase, index) => (index === 0 ? phrase : `→ ${phrase}`))
}

/** Each reason, how often, and the first few messages of what it hides. */
function gapBlocks({ gaps, totals }: Report, page: Page): readonly (readonly string[])[] {
  if (gaps.length === 0) return []
  const lines = [page.paint.bold(`Not checked: ${grouped(gapCount(totals))}`)]
  for (const [reason, some] of groupBy(gaps, gap => gap.reason)) {
    lines.push(`  ${page.paint.magenta(`${grouped(sumOf(some))} ${reasonText(reason)}`)}`)
    const messages = [...groupBy(some, gap => gap.message).values()]
    for (const same of messages.slice(0, SHOWN_GAPS)) lines.push(...gapLines(same, page))
    const hidden = sumOf(messages.slice(SHOWN_GAPS).flat())
    if (hidden > 0) lines.push(page.paint.dim(`    and ${grouped(hidden)} more`))
  }
  return [lines]
}

function sumOf(gaps: readonly Gap[]): number {
  let sum = 0
  for (const { count } of gaps) sum += count
  return sum
}

/** Gaps of one message: where the first of them is, and how many there are elsewhere. */
function gapLines(gaps: readonly Gap[], page: Page): readonly string[] {
  const { paint } = page
  const places = gaps.flatMap(({ location }) => location ?? [])
  const words = wordsOf(printable(cropped(gaps[0]?.message ?? '', MAX_MESSAGE)))
  const count = sumOf(gaps)
  const phrases = count > Math.max(1, places.length) ? [...words, `(${grouped(count)} times)`] : words
  const [first, ...others] = places
  if (first === undefined) return paragraph(phrases, '    ', page)
  const more = others.length === 0 ? '' : paint.dim(` and ${counted(others.length, 'other place')}`)
  return [`    ${placeText(first, paint)}${more}`, ...paragraph(phrases, '      ', page)]
}

function failureBlock({ stage, message }: Failure, page: Page): readonly string[] {
  const words = wordsOf(printable(cropped(message, MAX_MESSAGE)))
  return [
    `${page.paint.bgRed.bold(' failure ')}  ${page.paint.bold(printable(stage))}`,
    ...paragraph(words, '  ', page),
  ]
}

function closingBlock({ totals }: Report, { paint, width }: Page): readonly string[] {
  return fill(closing(totals), width).map(line => coloredCounts(line, paint))
}

/** A phrase of the closing line is never broken, so that each can be found in its line. */
function coloredCounts(line: string, paint: ChalkInstance): string {
  return line
    .replace(/\d[\d ]* errors?\b/, text => paint.red.bold(text))
    .replace(/\d[\d ]* warnings?\b/, text => paint.yellow.bold(text))
    .replace(/\d[\d ]* infos?\b/, text => paint.cyan.bold(text))
    .replace('No findings', text => paint.green.bold(text))
    .replace(/Not checked: [1-9](?:[\d ]*\d)?/, text => paint.magenta.bold(text))
    .replace(/(?:Nothing was checked|Nothing was rendered|No cluster was found)/, text =>
      paint.yellow.bold(text),
    )
    .replace(/This run cannot be trusted: .*/, text => paint.red.bold(text))
}
