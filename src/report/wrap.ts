import { widthOf } from './cells.ts'

/** Not after an arrow, which belongs to what it leads to. */
const SPACE = /(?<!→) /

/** Words that stay together are one word: a name in backticks is not broken. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/(?:`[^`]*`|[^ ])+/g) ?? []
}

/** Fills lines with phrases. One that is wider than a line is broken at its spaces, or else gets a line of its own. */
export function fill(phrases: Iterable<string>, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const { text, wide } of measured(phrases, width)) {
    if (line !== '' && used + 1 + wide > width) {
      lines.push(line)
      line = ''
    }
    used = line === '' ? wide : used + 1 + wide
    line = line === '' ? text : `${line} ${text}`
  }
  return line === '' ? lines : [...lines, line]
}

function* measured(phrases: Iterable<string>, width: number): Generator<{ text: string; wide: number }> {
  for (const phrase of phrases) {
    const wide = widthOf(phrase)
    if (wide <= width) yield { text: phrase, wide }
    else for (const text of phrase.split(SPACE)) yield { text, wide: widthOf(text) }
  }
}
