/**
 * What a terminal or a log would obey or hide instead of show: control and format characters, line and paragraph
 * separators, halves of surrogate pairs. The joiners of emoji and of Indic and Persian words are text.
 */
const UNPRINTABLE = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * A GitHub runner obeys `##[command]` anywhere in a line of its log, and `::command::` where a line begins; a text that
 * is filled into lines may begin one at any word.
 */
const COMMAND = /##(?=\[)|(?<!\S)::(?=[\w-]+[ :])/g

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** One line of text in which everything can be seen: `\n`, `\u001b`. */
export function printable(text: string): string {
  return text
    .replace(UNPRINTABLE, escapeCharacter)
    .replace(COMMAND, found => (found === '##' ? '#\\u0023' : '\\u003a:'))
}

function escapeCharacter(character: string): string {
  const short = SHORT[character]
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** A path that begins a line. Instead of escaping its `::`, a `./` changes nothing for who opens it. */
export function printablePath(path: string): string {
  return printable(path.startsWith('::') ? `./${path}` : path)
}
