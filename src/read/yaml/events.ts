import { type Event, parseEvents, YAMLException } from 'js-yaml'
import { DecodeError } from './decode-error.ts'
import { type Run, sourceOf } from './runs.ts'
import { sentenceOf } from './syntax-message.ts'

const MAX_DEPTH = 400
/** Characters that are read again for repairs; a text that needs more is refused as js-yaml refuses it. */
const MAX_REREAD = 10_000_000
/** Lines and characters that are edited at most. */
const MAX_EDITS = 100_000
/** What a line begins with before its first word: how far right a block of it can stand. */
const LEADING = /^[ ?-]*/gm
const TAB_AFTER_KEY = /^([ -]*[^\s"'#:-][^\s"'#:]*:)( *\t[ \t]*)/
/** Within quotes and brackets, a line without one of these ends neither. */
const CLOSING = /["'\]}]/

/** Events, and the text that they refer to. */
export interface Events {
  readonly text: string
  readonly events: readonly Event[]
  /** From the events' text to the one that was given; undefined where they are the same. */
  readonly runs: readonly Run[] | undefined
}

interface Edit {
  readonly removed: number
  readonly inserted: string
}

type Edits = Map<number, Edit>

/**
 * js-yaml's events, also where it is stricter than Go: lines within quotes and brackets need no indention, a comment
 * no space before it, and `\'` is an escape. Such places are repaired, and the text is read again.
 */
export function readEvents(text: string): Events {
  const edits: Edits = new Map()
  let edited: Omit<Events, 'events'> = { text, runs: undefined }
  for (let reread = 0; ; reread += edited.text.length) {
    try {
      const { text: read, runs } = edited
      return { text: read, runs, events: parseEvents(read, { maxDepth: MAX_DEPTH }) }
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error
      const position = error.mark?.position ?? 0
      const at = edited.runs === undefined ? position : sourceOf(edited.runs, position)
      const isRepaired = reread <= MAX_REREAD && repair(text, error.reason, { at, edits })
      if (!isRepaired) throw new DecodeError(sentenceOf(error.reason), Math.min(at, text.length))
      edited = apply(text, edits)
    }
  }
}

/** Adds an edit for what was refused; false where there is none. */
function repair(text: string, reason: string, { at, edits }: { at: number; edits: Edits }): boolean {
  if (reason === 'deficient indentation') {
    const lineStart = text.lastIndexOf('\n', at - 1) + 1
    const before = text.slice(lineStart, at)
    return before.trim() === '' ? indentLines(text, lineStart, edits) : replaceTabs(lineStart, before, edits)
  }
  if (reason === 'unknown escape sequence' && text.startsWith("\\'", at - 1)) {
    return unescapeApostrophes(text, at - 1, edits)
  }
  return text.charAt(at) === '#' && addEdit(edits, at, { removed: 0, inserted: ' ' })
}

/** Takes the backslashes out of `\'`, up to the end of the double quotes. */
function unescapeApostrophes(text: string, from: number, edits: Edits): boolean {
  let isAdded = false
  for (let at = from; at < text.length && text.charAt(at) !== '"'; at++) {
    if (text.charAt(at) !== '\\') continue
    if (text.charAt(at + 1) === "'") isAdded = addEdit(edits, at, { removed: 1, inserted: '' }) || isAdded
    at++
  }
  return isAdded
}

/** js-yaml takes a tab between words for indention, where brackets begin on the line. */
function replaceTabs(lineStart: number, before: string, edits: Edits): boolean {
  const gap = before.trimEnd().length
  if (before.includes('\t', gap)) return addEdit(edits, lineStart + gap, asSpace(before.length - gap))
  const [all, kept = '', tabs = ''] = TAB_AFTER_KEY.exec(before) ?? []
  return all !== undefined && addEdit(edits, lineStart + kept.length, asSpace(tabs.length))
}

function asSpace(removed: number): Edit {
  return { removed, inserted: ' ' }
}

/** Indents the line, and those behind it that surely stand in the same quotes or brackets. */
function indentLines(text: string, from: number, edits: Edits): boolean {
  const inserted = ' '.repeat(1 + widestIndention(text.slice(0, from)))
  let lineStart = from
  let isAdded = false
  for (;;) {
    isAdded = addEdit(edits, lineStart, { removed: 0, inserted }) || isAdded
    const found = text.indexOf('\n', lineStart)
    const lineEnd = found < 0 ? text.length : found
    if (found < 0 || !isAdded || CLOSING.test(text.slice(lineStart, lineEnd))) return isAdded
    lineStart = lineEnd + 1
  }
}

function widestIndention(text: string): number {
  let widest = 0
  for (const [indention] of text.matchAll(LEADING)) widest = Math.max(widest, indention.length)
  return widest
}

function addEdit(edits: Edits, at: number, edit: Edit): boolean {
  if (edits.has(at) || edits.size >= MAX_EDITS) return false
  edits.set(at, edit)
  return true
}

function apply(text: string, edits: Edits): Omit<Events, 'events'> {
  const runs: Run[] = [{ text: 0, source: 0 }]
  let edited = ''
  let from = 0
  for (const [at, { removed, inserted }] of [...edits].sort(([a], [b]) => a - b)) {
    edited += text.slice(from, at) + inserted
    from = at + removed
    runs.push({ text: edited.length, source: from })
  }
  return { text: edited + text.slice(from), runs }
}
