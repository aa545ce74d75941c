import { widthOf } from '../report/cells.ts'
import { counted } from '../report/closing.ts'
import { printable, printablePath } from '../report/printable.ts'
import { type Register, type Row, scopeText, stateCounts, STATES } from './register.ts'

const COLUMNS: Readonly<Record<string, (row: Row) => string>> = {
  PLACE: ({ file, line }) => `${printablePath(file)}:${String(line)}`,
  EXEMPTION: ({ id }) => id,
  STATE: ({ state }) => state,
  EXPIRES: ({ expires }) => expires,
  HIDES: ({ hides }) => String(hides.length),
  OWNER: ({ owner }) => owner,
  'APPROVED BY': ({ approvedBy }) => approvedBy,
  RULES: ({ rules }) => rules.join(', '),
  SCOPE: ({ scope }) => scopeText(scope),
}

/** For people: one line an exemption, and what is hidden altogether. */
export function registerList({ asOf, rows, besides }: Register): string {
  const lines = [Object.keys(COLUMNS), ...rows.map(cellsOf)]
  const widths = Object.keys(COLUMNS).map((_, index) =>
    Math.max(...lines.map(line => widthOf(line[index] ?? ''))),
  )
  const table = rows.length === 0 ? [] : [...lines.map(line => columns(line, widths)), '']
  return [...table, summary(rows, asOf), ...beside(besides)].map(line => `${line}\n`).join('')
}

function cellsOf(row: Row): readonly string[] {
  return Object.values(COLUMNS).map(cell => printable(cell(row)) || '–')
}

function columns(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
    .join('  ')
    .trimEnd()
}

function summary(rows: readonly Row[], asOf: string): string {
  const counts = stateCounts(rows)
  const states = STATES.flatMap(state => (counts[state] === 0 ? [] : [`${String(counts[state])} ${state}`]))
  const total = counted(rows.length, 'exemption')
  const hidden = counted(new Set(rows.flatMap(({ hides }) => hides)).size, 'finding')
  return rows.length === 0
    ? `No exemptions on ${asOf}.`
    : `${total} on ${asOf} (${states.join(', ')}), ${hidden} exempted.`
}

function beside({ ignored, off }: Register['besides']): readonly string[] {
  return [
    ...(ignored === 0 ? [] : [`Besides, ${counted(ignored, 'finding')} in ignored files.`]),
    ...(off.length === 0 ? [] : [`Besides, ${counted(off.length, 'rule')} off: ${off.join(', ')}.`]),
  ]
}
