import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml'
import type { Document, ParsedFile, SyntaxProblem, Typing } from '../../model/document.ts'
import type { SourceFile } from '../../model/location.ts'
import { DecodeError } from './decode-error.ts'
import { NodeBuilder } from './nodes.ts'
import { type Piece, piecesOf } from './pieces.ts'
import type { Places } from './places.ts'
import { refuseTabs } from './refusals.ts'
import { sentenceOf } from './syntax-message.ts'

const MAX_DEPTH = 400

/** A text that is YAML, and where it stands. */
export interface Yaml {
  readonly file: SourceFile
  readonly text: string
  readonly typing: Typing
  readonly places: Places
}

const SAME: Places = { startOf: offset => offset, endOf: offset => offset }

/**
 * Parses a file as Go does. A document with a problem is left out; the others are read all the same.
 *
 * A scalar's origin covers it as it is written: with its quotes, and a block of text from its first character to the
 * end of its last line. A map or a list ends where its last child ends. An alias is the node that it stands for, with
 * the origin of that node.
 */
export function parseYaml(file: SourceFile, typing: Typing): ParsedFile {
  return parseText({ file, text: file.text, typing, places: SAME })
}

/** `parseYaml` for a text that stands somewhere in a file. */
export function parseText(yaml: Yaml): ParsedFile {
  const documents: Document[] = []
  const problems: SyntaxProblem[] = []
  let index = 0
  for (const piece of piecesOf(yaml.text)) {
    try {
      const root = parsePiece(yaml, piece)
      refuseSeparator(yaml.text, piece)
      documents.push({ file: yaml.file, index, root })
    } catch (error) {
      problems.push(syntaxProblem(yaml, piece, error))
    }
    index++
  }
  return { file: yaml.file, documents, problems }
}

function parsePiece({ file, text: whole, typing, places }: Yaml, { start, end }: Piece): Document['root'] {
  const text = start === 0 && end === whole.length ? whole : whole.slice(start, end)
  const events = parseEvents(text, { maxDepth: MAX_DEPTH })
  const first = events.findIndex(({ type }) => type === EVENT_ID.DOCUMENT)
  if (first < 0 || isNothing(events[first + 1])) return undefined
  const builder = new NodeBuilder({ file, text, base: start, typing, places }, events, first + 1)
  const root = builder.build()
  refuseTabs(text, events, builder.flowParts)
  return root
}

/** What stands behind a `---` with nothing below it. */
function isNothing(event: Event | undefined): boolean {
  return event?.type === EVENT_ID.SCALAR && event.valueStart < 0 && event.tagStart < 0
}

function refuseSeparator(text: string, { start, separator }: Piece): void {
  if (separator === undefined) return
  const rest = text.slice(separator.start + 3, separator.end).trim()
  if (rest === '' || rest.startsWith('#')) return
  const message = 'Something other than a comment stands behind `---` on its line.'
  throw new DecodeError(message, separator.start - start, separator.end - start)
}

function syntaxProblem(
  { file, places }: Yaml,
  { start: base, end: limit }: Piece,
  error: unknown,
): SyntaxProblem {
  const { start, end, message } = refusalOf(error)
  const from = Math.min(base + start, limit)
  const to = Math.max(from, Math.min(base + end, limit))
  return { at: { file, start: places.startOf(from), end: places.endOf(to) }, message }
}

function refusalOf(error: unknown): { start: number; end: number; message: string } {
  if (error instanceof DecodeError) return error
  if (!(error instanceof YAMLException)) throw error
  const at = error.mark?.position ?? 0
  return { start: at, end: at + 1, message: sentenceOf(error.reason) }
}
