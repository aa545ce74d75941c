import { resolveScalar } from '../../read/yaml/scalar.ts'
import { parseTimestamp } from '../../read/yaml/timestamp.ts'

export type Style = 'plain' | 'single' | 'double' | 'literal'

/** What most keys and values look like; none of these characters can make quotes necessary. */
const SIMPLE = /^[A-Za-z_/$()][\w./$()@=+*~-]*$/
/** Anything that must be escaped: not printable, or beyond the Basic Multilingual Plane. */
const SPECIAL = /[^\n\x20-\x7E\xA0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/
const BREAK = /[\n\u2028\u2029]/
const BREAK_SPACE = /[\n\u2028\u2029] /
const SPACE_BREAK = / [\n\u2028\u2029]/
/** Outer space, an indicator at the start, what looks like a key or a comment, a Unicode line break. */
const NOT_PLAIN = /^(?:---|\.\.\.|[ #,[\]{}&*!|>'"%@`]|[?:-](?: |$))|:(?: |$)| #| $|[\u2028\u2029]/
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

/** The style that go-yaml v2 gives a string. */
export function styleOf(text: string): Style {
  if (SIMPLE.test(text)) return isTextWhenPlain(text) ? 'plain' : 'double'
  if (SPECIAL.test(text) || SPACE_BREAK.test(text)) return 'double'
  if (text.includes('\n')) return text.endsWith(' ') ? 'double' : 'literal'
  if (!isTextWhenPlain(text) || BREAK_SPACE.test(text)) return 'double'
  return NOT_PLAIN.test(text) ? 'single' : 'plain'
}

export function hasBreak(text: string): boolean {
  return BREAK.test(text) || text.includes('\r') || text.includes('\u0085')
}

/** Whether a reader of YAML 1.1 would take the text for text: no number, date, truth value or null. */
function isTextWhenPlain(text: string): boolean {
  return (
    typeof resolveScalar(text, 'sigs') === 'string' &&
    !SEXAGESIMAL.test(text) &&
    parseTimestamp(text) === undefined
  )
}
