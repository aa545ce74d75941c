/** go-yaml v3 writes these in double quotes, where nothing is lost. */
const QUOTED = /[^\t\n\x20-\x7E\xA0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]| \n| $/

/**
 * A folded text as it comes back when go-yaml v3 writes and reads it. It asks how the text begins, not the next line,
 * whether a line break needs a second one to stay: so it doubles breaks before indented lines, and loses breaks in a
 * text that begins with a space.
 */
export function refold(text: string): string {
  const first = text.indexOf('\n')
  if (first < 0 || first === text.length - 1 || QUOTED.test(text)) return text
  const extra = /^\n*[ \t]/.test(text) ? 0 : 1
  let read = ''
  let wasPlain = false
  let breaks = 0
  for (const line of text.split('\n')) {
    if (line !== '') {
      const isPlain = !/^[ \t]/.test(line)
      read += breaksBetween(breaks + (wasPlain ? extra : 0), wasPlain && isPlain) + line
      wasPlain = isPlain
      breaks = 0
    }
    breaks++
  }
  return read + breaksAtEnd(breaks - 1, wasPlain ? extra : 0)
}

/** go-yaml v3 tells nothing of the indention of a block of text that begins with a tab, and cannot read it then. */
export function isUnreadableBlock(text: string): boolean {
  return text.startsWith('\t') && !QUOTED.test(text)
}

/** Of the breaks between two lines that are not indented, the first makes a space or nothing. */
function breaksBetween(written: number, isFolded: boolean): string {
  if (!isFolded) return '\n'.repeat(written)
  return written === 1 ? ' ' : '\n'.repeat(Math.max(0, written - 1))
}

/** Only `+` keeps more than one break at the end, and the extra one with them. */
function breaksAtEnd(count: number, extra: number): string {
  return '\n'.repeat(count > 1 ? count + extra : count)
}
