import { printable } from '../report/printable.ts'
import { type Register, type Row, scopeText } from './register.ts'

type Cell = string | number

const COLUMNS: Readonly<Record<string, (row: Row) => Cell>> = {
  id: ({ id }) => id,
  state: ({ state }) => state,
  rules: ({ rules }) => rules.join('; '),
  scope: ({ scope }) => scopeText(scope),
  category: ({ category }) => category,
  reason: ({ reason }) => reason,
  owner: ({ owner }) => owner,
  approvedBy: ({ approvedBy }) => approvedBy,
  ticket: ({ ticket }) => ticket,
  created: ({ created }) => created,
  expires: ({ expires }) => expires,
  file: ({ file }) => file,
  line: ({ line }) => line,
  hides: ({ hides }) => hides.length,
  findings: ({ hides }) =>
    hides.map(({ rule, location }) => `${rule} ${location.file}:${String(location.line)}`).join('\n'),
}

/** RFC 4180: a header, then one record an exemption, each with CRLF at its end. */
export function registerCsv({ rows }: Register): string {
  const records = [Object.keys(COLUMNS), ...rows.map(row => Object.values(COLUMNS).map(cell => cell(row)))]
  return records.map(record => `${record.map(field).join(',')}\r\n`).join('')
}

/** What a spreadsheet takes for the beginning of a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/

function field(cell: Cell): string {
  const text = typeof cell === 'number' ? String(cell) : harmless(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Text of a repository is text to a spreadsheet and to a terminal, whatever it begins with. */
function harmless(cell: string): string {
  const text = cell.trim().split('\n').map(printable).join('\n')
  return FORMULA.test(text) ? `'${text}` : text
}
