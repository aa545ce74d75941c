const ESCAPED = /["\\]|[^\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/gu
const EVERY = /./gsu

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1B', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x85', '\\N'],
  ['\xA0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
])

/** The inside of a double-quoted scalar, as go-yaml v2 escapes it. */
export function escapeDouble(text: string): string {
  // go-yaml looks for a byte order mark at the start of the text wherever it stands in it.
  return text.replace(text.startsWith('\uFEFF') ? EVERY : ESCAPED, escapeCharacter)
}

function escapeCharacter(character: string): string {
  const short = SHORT.get(character)
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`
}
