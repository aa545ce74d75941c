import { EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from 'js-yaml'
import { DecodeError } from './decode-error.ts'

const ESCAPE = /\\[^]/g
const SURROGATE = /u[dD][89a-fA-F]/y
/** A tab where a block could begin: at the start of a line, or behind the `-` of an item. */
const TAB_INDENTION = /^ *(?:[-?](?=[ \t]) *)*\t/gm
const INDENTED_MARK = /^(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]+---(?=[ \t\n]|$)/
const COMMENT_ABOVE = /(?:^|\n)[ \t]*#[^\n]*\n[ \t\n]*$/
const COMMENT = /[ \t]*#/y
/** A comment, with what may stand between it and the next one, is not longer in any real file. */
const REACH = 2000

interface Part {
  readonly start: number
  readonly end: number
}

/** Refuses the escapes of double quotes that JSON knows and YAML 1.1 does not. */
export function refuseEscapes(text: string, { style, fast, valueStart, valueEnd }: ScalarEvent): void {
  if (style !== SCALAR_STYLE.DOUBLE_QUOTED || fast) return
  for (const { 0: escape, index } of text.slice(valueStart, valueEnd).matchAll(ESCAPE)) {
    const at = valueStart + index
    if (escape === '\\/') throw new DecodeError('The escape `\\/` is not known to YAML 1.1.', at, at + 2)
    SURROGATE.lastIndex = at + 1
    if (SURROGATE.test(text)) {
      throw new DecodeError('The escape stands for half of a character; `\\U` writes it whole.', at, at + 6)
    }
  }
}

/** js-yaml takes an indented `---` for the start of a document; to Go it is text. */
export function refuseIndentedMark(text: string): void {
  const match = INDENTED_MARK.exec(text)
  if (match === null) return
  throw new DecodeError('The `---` is indented, and so is text.', match[0].length - 3, match[0].length)
}

/**
 * Refuses tabs at the start of lines, except within quotes, blocks of text, `{ }` and `[ ]`. A comment behind a comment
 * may be indented by a tab.
 */
export function refuseTabs(text: string, events: readonly Event[], flowParts: readonly Part[]): void {
  if (!text.includes('\t')) return
  for (const { 0: indention, index } of text.matchAll(TAB_INDENTION)) {
    const at = index + indention.length - 1
    if (flowParts.some(part => isWithin(part, at)) || events.some(event => isInText(event, at))) continue
    COMMENT.lastIndex = at
    if (COMMENT.test(text) && COMMENT_ABOVE.test(text.slice(Math.max(0, index - REACH), index))) continue
    throw new DecodeError('A tab stands where only spaces can indent.', at)
  }
}

function isInText(event: Event, at: number): boolean {
  return event.type === EVENT_ID.SCALAR && isWithin({ start: event.valueStart, end: event.valueEnd }, at)
}

function isWithin({ start, end }: Part, at: number): boolean {
  return at >= start && at < end
}
