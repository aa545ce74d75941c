import { printable } from '../../report/printable.ts'

/** A code span of one line that holds any text (CommonMark 6.1): longer backticks than any in it. */
export function code(text: string): string {
  const shown = printable(text)
  const fence = '`'.repeat(longestRun(shown) + 1)
  const space = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${fence}${space}${shown}${space}${fence}`
}

/** In a table of GitHub's a `|` ends the cell, even in code. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

/** A fenced block of any lines (CommonMark 4.5): a longer fence than any backticks in it. */
export function block(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text}\n${fence}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text where Markdown and HTML are read: nothing in it is either, and nobody is mentioned. */
export function html(text: string): string {
  return printable(text)
    .replace(/[&<>"]/g, character => ENTITIES[character] ?? character)
    .replace(/[\\`*_{}[\]#~|@]/g, character => `&#${String(character.charCodeAt(0))};`)
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
