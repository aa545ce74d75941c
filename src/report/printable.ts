/**
 * What a terminal or a log would obey or hide instead of show: control and format characters, line and paragraph
 * separators, halves of surrogate pairs. The joiners of emoji and of Indic and Persian words are text.
 */
const UNPRINTABLE = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** A GitHub runner obeys `##[command]` anywhere in a line of its log. */
const OLD_COMMAND = /##(?=\[)/g

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** One line of text in which everything can be seen: `\n`, `\u001b`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escapeCharacter).replace(OLD_COMMAND, '#\\u0023')
}

function escapeCharacter(character: string): string {
  const short = SHORT[character]
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/**
 * A path that begins a line. A GitHub runner obeys a line that begins with `::`, so such a path gets a `./`, which
 * changes nothing for who opens it.
 */
export function printablePath(path: string): string {
  return printable(/^\s*::/.test(path) ? `./${path}` : path)
}
