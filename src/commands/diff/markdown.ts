import { groupBy } from '../../lib/group-by.ts'
import type { Affected, Difference, Hunk, ObjectChange, Unseen } from '../../model/difference.ts'
import { shortId } from '../../model/resource.ts'
import { counted, grouped, reasonText } from '../../report/closing.ts'
import { cropped } from '../../report/crop.ts'
import { printable } from '../../report/printable.ts'
import { sideText, summaryPhrases, UNTRUSTED, unseenPhrase } from './closing.ts'
import { countsOf, fateOf } from './counts.ts'
import type { DiffStyle } from './diff-style.ts'
import { Budget } from './markdown-budget.ts'
import { block, cell, code, html } from './markdown-text.ts'
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

const MAX_LINE = 400
/** Lines of one object's diff. */
const MAX_LINES = 200
const SHOWN_ROWS = 50
const SHOWN_NAMES = 20
const SHOWN_UNSEEN = 5
const MAX_NAME = 200
const MAX_MESSAGE = 300

/** For a comment in a pull request or the summary of a job: a section to open for the clusters that change alike. */
export function markdown(difference: Difference, { isFull }: DiffStyle): string {
  const budget = new Budget()
  budget.always(`### What this change does to the fleet\n\n${summary(difference)}\n`)
  budget.part(overview(difference), 'the overview')
  budget.part(unseenText(difference), 'what was not compared')
  for (const chapter of chaptersOf(difference.clusters, isFull)) writeChapter(chapter, budget, isFull)
  return budget.text(`fleetlint diff ${difference.reference.name}`)
}

function summary(difference: Difference): string {
  const { reference, unseen, isTrusted } = difference
  const text = `Compared with ${code(reference.name)} (${code(reference.commit.slice(0, 12))}): ${summaryPhrases(difference).join(' ')}`
  const notCompared = unseen.length === 0 ? '' : ` ${unseenPhrase(unseen)}`
  return `${text}${notCompared}${isTrusted ? '' : `\n\n> [!CAUTION]\n> ${UNTRUSTED}`}`
}

function overview({ clusters }: Difference): string {
  if (clusters.length === 0) return ''
  const rows = clusters
    .slice(0, SHOWN_ROWS)
    .map(cluster => `| ${[cell(code(cropped(cluster.name, MAX_NAME))), ...countsOf(cluster)].join(' | ')} |`)
  const hidden = clusters.length - SHOWN_ROWS
  const more = hidden > 0 ? [`\n…and ${counted(hidden, 'more cluster')}.`] : []
  return [
    '',
    '| cluster | Kustomizations | added | changed | moved | removed | affected |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...rows,
    ...more,
    '',
  ].join('\n')
}

function writeChapter(chapter: Chapter, budget: Budget, isFull: boolean): void {
  const { clusters, kustomizations, affected } = chapter
  const [first] = clusters
  const names = clusters.map(({ path, name }) => `<b>${html(path === '' ? name : path)}</b>`)
  const fate = first === undefined || first.change === 'changed' ? '' : ` ${html(fateOf(first))}`
  const objects = kustomizations.reduce((sum, told) => sum + told.objects.length, 0)
  const title = `${names.join(', ')}${fate}: ${counted(kustomizations.length, 'Kustomization')}, ${counted(objects, 'object')}`
  budget.open(`\n<details>\n<summary>${title}</summary>\n`, '\n</details>\n')
  for (const told of kustomizations) writeKustomization(told, budget, isFull)
  budget.part(affectedText(affected), 'a list of what is affected')
  budget.close()
}

function writeKustomization({ kustomization, objects }: Told, budget: Budget, isFull: boolean): void {
  const { change, notes } = kustomization
  const fate = change === 'changed' ? '' : ` – ${change}`
  budget.part(
    `\n#### ${code(kustomizationTitle(kustomization))}${fate}\n${notes.map(warning).join('')}`,
    'a Kustomization',
  )
  for (const told of objects) {
    budget.part(objectHead(told), 'an object')
    budget.diff(objectBody(told, isFull))
  }
}

const SIGNS = { added: '➕', removed: '➖', changed: '✏️', moved: '➡️' } as const satisfies Record<
  ObjectChange['change'],
  string
>

function objectHead({ object, sameAs }: ToldObject): string {
  const { change, note, effect, at } = object
  const remark = objectRemark(object)
  const parts = [
    `${SIGNS[change]} ${code(objectTitle(object))}`,
    ...(remark === undefined ? [] : [change === 'moved' ? code(remark) : remark]),
    ...(sameAs === undefined ? [] : [`as ${code(sameAs.replace(/^as /, ''))}`]),
    ...(at === undefined || sameAs !== undefined
      ? []
      : [`${code(`${at.file}:${String(at.line)}`)}${change === 'removed' ? ' before' : ''}`]),
  ]
  const said = note === undefined ? '' : effect === 'keep' ? `\n${sentence(note)}\n` : warning(note)
  return `\n${parts.join(' · ')}\n${said}`
}

function warning(note: string): string {
  return `\n> [!WARNING]\n> ${sentence(note)}\n`
}

/** A sentence of ours; names in it stand in backticks already, and those hold no other. */
function sentence(text: string): string {
  return printable(text)
    .split(/(`[^`]*`)/)
    .map(part => (part.startsWith('`') && part.length > 1 ? code(part.slice(1, -1)) : html(part)))
    .join('')
}

function objectBody({ object, sameAs }: ToldObject, isFull: boolean): string {
  const { values } = object
  if (sameAs !== undefined) return ''
  const own = shownHunks(object, isFull)
  const parts = [
    ...(own.length === 0 ? [] : [diffBlock(own)]),
    ...(values === undefined ? [] : [`\nValues that it composes:\n`, diffBlock(values)]),
  ]
  return parts.join('')
}

function diffBlock(hunks: readonly Hunk[]): string {
  const lines = hunks.flatMap(hunk => [...hunkLines(hunk)])
  const hidden = lines.length - MAX_LINES
  const shown = hidden > 0 ? [...lines.slice(0, MAX_LINES), `# … and ${counted(hidden, 'more line')}`] : lines
  return `\n${block('diff', shown.join('\n'))}\n`
}

function* hunkLines(hunk: Hunk): Generator<string> {
  const places = shownPlaces(hunk)
  yield `@@ ${printable(hunk.path)} @@`.replace('@@  @@', '@@ @@')
  for (const [index, { sign, text }] of hunk.lines.entries()) {
    const place = places[index]
    const end = place === undefined ? '' : `  # ← ${printable(place.file)}:${String(place.line)}`
    yield `${sign}${cropped(printable(text), MAX_LINE)}${end}`
  }
}

function affectedText(affected: readonly Affected[]): string {
  const groups = [...groupBy(affected, ({ how, on }) => `${how} ${shortId(on)}`).values()]
  const lines = groups.flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const names = group.slice(0, SHOWN_NAMES).map(({ id }) => code(shortId(id)))
    const hidden = group.length - SHOWN_NAMES
    const more = hidden > 0 ? ` and ${grouped(hidden)} more` : ''
    return [`- ${HOW[first.how]} ${code(shortId(first.on))}: ${names.join(', ')}${more}`]
  })
  return lines.length === 0 ? '' : `\n#### Also affected\n\n${lines.join('\n')}\n`
}

function unseenText({ unseen }: Difference): string {
  if (unseen.length === 0) return ''
  const lines = [...groupBy(unseen, one => one.reason)].flatMap(([reason, some]) => {
    const messages = [...groupBy(some, one => `${one.side} ${one.message}`).values()]
    const hidden = messages.slice(SHOWN_UNSEEN).flat().length
    return [
      `\n${grouped(some.length)} ${reasonText(reason)}:\n`,
      ...messages.slice(0, SHOWN_UNSEEN).flatMap(unseenLine),
      ...(hidden > 0 ? [`- and ${grouped(hidden)} more`] : []),
    ]
  })
  const isBroken = unseen.some(({ reason }) => reason === 'broken')
  const head = `<details${isBroken ? ' open' : ''}>\n<summary>Not compared: ${grouped(unseen.length)}</summary>`
  return `\n${head}\n${lines.join('\n')}\n\n</details>\n`
}

function unseenLine(same: readonly Unseen[]): readonly string[] {
  const [first, ...others] = same
  if (first === undefined) return []
  const { at, message } = first
  const more = others.length === 0 ? '' : `, and ${counted(others.length, 'other place')}`
  const place = code(cropped(`${at.file}:${String(at.line)}`, MAX_MESSAGE))
  return [`- ${place} (${sideText(first)}${more}): ${sentence(cropped(message, MAX_MESSAGE))}`]
}
