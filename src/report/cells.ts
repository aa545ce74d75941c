import { printable } from './printable.ts'

/** What a reader sees as one character, as it is shown. */
export interface Cell {
  readonly text: string
  /** Columns of a terminal that it takes. */
  readonly width: number
  /** Where it begins in the text that it was taken from, in UTF-16 code units. */
  readonly start: number
}

const TAB = '    '

/** Letters, punctuation, arrows and lines that take one column each and never combine: most text, told fast. */
const NARROW = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u21FF\u2500-\u257F]*$/

const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\uFE0F/u
const NO_WIDTH = /^[\p{M}\u200C\u200D]+$/u

/** East Asian wide and fullwidth characters (Unicode Annex 11), in the blocks in which they stand. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Columns that a text without line ends takes. */
export function widthOf(text: string): number {
  if (NARROW.test(text)) return text.length
  let width = 0
  for (const { segment } of SEGMENTER.segment(text)) width += widthOfCharacter(segment)
  return width
}

/** A line as it is shown: tabs are four columns wide, and what a terminal would obey is spelled out. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = []
  if (NARROW.test(line) && !line.includes('##[')) {
    for (let start = 0; start < line.length; start++)
      cells.push({ text: line.charAt(start), width: 1, start })
    return cells
  }
  for (const { segment, index } of SEGMENTER.segment(line)) {
    const text = shown(segment, line.slice(Math.max(0, index - 2), index))
    cells.push({ text, width: widthOf(text), start: index })
  }
  return cells
}

/** `##[` is a command of GitHub's runners, in three characters of which each is harmless. */
function shown(character: string, before: string): string {
  if (character === '\t') return TAB
  return character === '[' && before === '##' ? '\\u005b' : printable(character)
}

function widthOfCharacter(character: string): number {
  if (NO_WIDTH.test(character)) return 0
  return EMOJI.test(character) || WIDE.test(character) ? 2 : 1
}
