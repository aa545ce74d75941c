/** RFC 8259 leaves these as they are, though a terminal obeys or hides them. They can stand in strings only. */
const HIDDEN = /(?![\u200C\u200D])[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu

/** JSON with two spaces of indentation and a last line end; nothing in it is harmful where it is shown. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2).replace(HIDDEN, escapeCharacter)}\n`
}

/** As UTF-16, the only escape that JSON has. */
function escapeCharacter(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index)
    return `\\u${unit.toString(16).padStart(4, '0')}`
  }).join('')
}
