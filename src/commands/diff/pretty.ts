import { Chalk, type ChalkInstance } from 'chalk'
import { groupBy } from '../../lib/group-by.ts'
import type { Affected, Difference, Hunk, LinePlace, ObjectChange, Unseen } from '../../model/difference.ts'
import { shortId } from '../../model/resource.ts'
import { counted, grouped, reasonText } from '../../report/closing.ts'
import { cropped } from '../../report/crop.ts'
import { printable, printablePath } from '../../report/printable.ts'
import { fill, wordsOf } from '../../report/wrap.ts'
import { referenceText, sideText, summaryPhrases, UNTRUSTED, unseenPhrase } from './closing.ts'
import { countsOf, fateOf } from './counts.ts'
import type { DiffStyle } from './diff-style.ts'
import {
  type Chapter,
  chaptersOf,
  HOW,
  kustomizationTitle,
  objectRemark,
  objectTitle,
  shownHunks,
  shownPlaces,
  type Told,
  type ToldObject,
} from './story.ts'

const MIN_WIDTH = 40
const DEFAULT_WIDTH = 80
const MAX_LINE = 400
const MAX_MESSAGE = 2000
const SHOWN_UNSEEN = 3
const SHOWN_NAMES = 8
const SHOWN_PATHS = 3

const SIGNS = { added: '+', removed: '-', changed: '~', moved: '>' } as const satisfies Record<
  ObjectChange['change'],
  string
>

interface Page {
  readonly paint: ChalkInstance
  readonly width: number
  readonly isFull: boolean
}

/** For people: each cluster, Kustomization and object that changes, and the lines that differ. */
export function pretty(difference: Difference, { color, width, isFull }: DiffStyle): string {
  const columns = width > 0 ? Math.max(width, MIN_WIDTH) : DEFAULT_WIDTH
  const page = { paint: new Chalk({ level: color ? 1 : 0 }), width: columns, isFull }
  const chapters = chaptersOf(difference.clusters, isFull)
  const blocks = [
    ...overview(difference, page),
    ...chapters.map(chapter => chapterLines(chapter, page)),
    ...unseenLines(difference.unseen, page),
    closingLines(difference, page),
  ]
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`
}

/** The blast radius at a glance, where more than one cluster changes. */
function overview({ clusters }: Difference, { paint }: Page): readonly (readonly string[])[] {
  if (clusters.length < 2) return []
  const heads = ['cluster', 'Kustomizations', 'added', 'changed', 'moved', 'removed', 'affected']
  const rows = clusters.map(cluster => [printable(cluster.name), ...countsOf(cluster)])
  const widths = heads.map((head, index) =>
    Math.max(head.length, ...rows.map(row => (row[index] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ')
  return [[paint.dim(line(heads)), ...rows.map(line)]]
}

function chapterLines({ clusters, kustomizations, affected }: Chapter, page: Page): readonly string[] {
  const { paint, width } = page
  const names = clusters.map(({ path, name }) => paint.bold(printablePath(path === '' ? name : path)))
  const [first] = clusters
  const fate = first === undefined || first.change === 'changed' ? [] : [paint.yellow(fateOf(first))]
  return [
    ...fill([...names.map((name, index) => (index < names.length - 1 ? `${name},` : name)), ...fate], width),
    ...kustomizations.flatMap(told => kustomizationLines(told, page)),
    ...affectedLines(affected, page),
  ]
}

function kustomizationLines({ kustomization, paths, objects }: Told, page: Page): readonly string[] {
  const { paint } = page
  const { change, name, notes } = kustomization
  const title = printable(kustomizationTitle(kustomization))
  const fate = change === 'changed' ? '' : paint.yellow(`  ${change}`)
  const directory = name === undefined ? '' : paint.dim(`  ${pathsText(paths)}`)
  return [
    '',
    `  ${paint.bold(title)}${fate}${directory}`,
    ...notes.flatMap(note => noteLines(note, '    ', { ...page, accent: paint.yellow })),
    ...objects.flatMap(told => objectLines(told, page)),
  ]
}

/** `apps/dev, apps/prod and 3 more`. */
function pathsText(paths: readonly string[]): string {
  const shown = paths.slice(0, SHOWN_PATHS).map(path => printablePath(path === '' ? '.' : path))
  const hidden = paths.length - SHOWN_PATHS
  return hidden > 0 ? `${shown.join(', ')} and ${grouped(hidden)} more` : shown.join(', ')
}

function objectLines(told: ToldObject, page: Page): readonly string[] {
  const { object, sameAs } = told
  const { effect, note, values } = object
  const head = `    ${objectHead(told, page)}`
  const accent = effect === 'keep' ? page.paint.dim : page.paint.yellow
  const notes = note === undefined ? [] : noteLines(note, '      ', { ...page, accent })
  if (sameAs !== undefined) return [head, ...notes]
  return [
    head,
    ...notes,
    ...shownHunks(object, page.isFull).flatMap(hunk => hunkLines(hunk, page)),
    ...(values === undefined ? [] : [`      ${page.paint.cyan('values that it composes:')}`]),
    ...(values ?? []).flatMap(hunk => hunkLines(hunk, page)),
  ]
}

function objectHead({ object, sameAs }: ToldObject, { paint }: Page): string {
  const { change, at } = object
  const remark = objectRemark(object)
  return [
    paintOf(change, paint)(`${SIGNS[change]} ${printable(objectTitle(object))}`),
    ...(remark === undefined ? [] : [printable(remark)]),
    ...(sameAs === undefined ? [] : [printable(sameAs)]),
    ...(at === undefined || sameAs !== undefined ? [] : [paint.dim(placeText(at, change === 'removed'))]),
  ].join('  ')
}

function paintOf(change: ObjectChange['change'], paint: ChalkInstance): ChalkInstance {
  const paints = {
    added: paint.green,
    removed: paint.red,
    changed: paint.yellow,
    moved: paint.yellow,
  } as const satisfies Record<ObjectChange['change'], ChalkInstance>
  return paints[change]
}

function placeText({ file, line }: LinePlace, isBefore: boolean): string {
  return `${printablePath(file)}:${String(line)}${isBefore ? ' before' : ''}`
}

function noteLines(
  note: string,
  indent: string,
  { accent, width }: Pick<Page, 'width'> & { readonly accent: ChalkInstance },
): readonly string[] {
  const lines = fill(wordsOf(printable(note)), width - indent.length - 2)
  return lines.map((line, index) => `${indent}${accent(`${index === 0 ? '!' : ' '} ${line}`)}`)
}

function hunkLines(hunk: Hunk, { paint }: Page): readonly string[] {
  const places = shownPlaces(hunk)
  const head = hunk.path === '' ? [] : [`      ${paint.cyan(`@@ ${printable(hunk.path)}`)}`]
  return [
    ...head,
    ...hunk.lines.map(({ sign, text }, index) => {
      const place = places[index]
      const shown = `      ${sign} ${cropped(printable(text), MAX_LINE)}`.trimEnd()
      const end = place === undefined ? '' : paint.dim(`  ← ${placeText(place, false)}`)
      if (sign === ' ') return paint.dim(shown)
      return `${sign === '+' ? paint.green(shown) : paint.red(shown)}${end}`
    }),
  ]
}

function affectedLines(affected: readonly Affected[], page: Page): readonly string[] {
  const groups = groupBy(affected, ({ how, on }) => `${how} ${shortId(on)}`)
  const lines = [...groups.values()].flatMap(group => affectedGroup(group, page))
  return lines.length === 0 ? [] : ['', `  ${page.paint.bold('Also affected')}`, ...lines]
}

function affectedGroup(group: readonly Affected[], { paint, width }: Page): readonly string[] {
  const [first] = group
  if (first === undefined) return []
  const hidden = group.length - SHOWN_NAMES
  const names = group.slice(0, SHOWN_NAMES).map(({ id }) => printable(shortId(id)))
  const phrases = [
    ...names.map((name, index) => (index < names.length - 1 || hidden > 0 ? `${name},` : name)),
    ...(hidden > 0 ? [`and ${grouped(hidden)} more`] : []),
  ]
  const head = `${HOW[first.how]} ${printable(shortId(first.on))}:`
  return [`    ${paint.magenta(head)}`, ...fill(phrases, width - 6).map(line => `      ${line}`)]
}

/** Each reason, how often, and the first few messages of what it hides. */
function unseenLines(unseen: readonly Unseen[], page: Page): readonly (readonly string[])[] {
  if (unseen.length === 0) return []
  const { paint } = page
  const lines = [paint.bold(`Not compared: ${grouped(unseen.length)}`)]
  for (const [reason, some] of groupBy(unseen, one => one.reason)) {
    const accent = reason === 'broken' ? paint.red : paint.magenta
    lines.push(`  ${accent(`${grouped(some.length)} ${reasonText(reason)}`)}`)
    const messages = [...groupBy(some, one => `${one.side} ${one.message}`).values()]
    const shown = reason === 'broken' ? messages : messages.slice(0, SHOWN_UNSEEN)
    lines.push(...shown.flatMap(same => sameLines(same, page)))
    const hidden = messages.slice(shown.length).flat().length
    if (hidden > 0) lines.push(paint.dim(`    and ${grouped(hidden)} more`))
  }
  return [lines]
}

/** What is said in one way: where first, and how often elsewhere. */
function sameLines(same: readonly Unseen[], { paint, width }: Page): readonly string[] {
  const [first, ...others] = same
  if (first === undefined) return []
  const builds = new Set(same.flatMap(one => one.builds)).size
  const remarks = [
    sideText(first),
    ...(builds > 1 ? [counted(builds, 'build')] : []),
    ...(others.length > 0 ? [`and ${counted(others.length, 'other place')}`] : []),
  ]
  return [
    `    ${placeText(first.at, false)} ${paint.dim(`(${remarks.join(', ')})`)}`,
    ...fill(wordsOf(printable(cropped(first.message, MAX_MESSAGE))), width - 6).map(line => `      ${line}`),
  ]
}

function closingLines(difference: Difference, { paint, width }: Page): readonly string[] {
  const phrases = [
    ...wordsOf(`Compared with ${printable(referenceText(difference))}:`),
    ...summaryPhrases(difference),
    unseenPhrase(difference.unseen),
  ]
  const lines = fill(phrases, width)
  return difference.isTrusted
    ? lines
    : [...lines, ...fill(wordsOf(UNTRUSTED), width).map(line => paint.red(line))]
}
