import { EVENT_ID, type Event } from 'js-yaml'
import type { Document, ParsedFile, SyntaxProblem, Typing } from '../../model/document.ts'
import type { SourceFile } from '../../model/location.ts'
import { DecodeError, KeyError } from './decode-error.ts'
import { type Events, readEvents } from './events.ts'
import { NodeBuilder } from './nodes.ts'
import { type Piece, piecesOf } from './pieces.ts'
import type { Places } from './places.ts'
import { refuseIndentedMark, refuseTabs } from './refusals.ts'
import { type Run, sourceOf } from './runs.ts'

const MAX_DOCUMENTS = 20_000
const TOO_MANY = `The file holds more than ${String(MAX_DOCUMENTS)} documents, and these are not read.`

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
    if (index === MAX_DOCUMENTS) {
      problems.push(syntaxProblem(yaml, piece, new DecodeError(TOO_MANY, 0)))
      break
    }
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

function parsePiece(yaml: Yaml, { start, end }: Piece): Document['root'] {
  const { text } = yaml
  const given = firstDocument(start === 0 && end === text.length ? text : text.slice(start, end))
  if (given.trim() === '') return undefined
  refuseIndentedMark(given)
  const read = readEvents(given)
  try {
    return rootOf({ ...yaml, places: placesOf(yaml.places, start, read.runs) }, read)
  } catch (error) {
    if (!(error instanceof DecodeError) || read.runs === undefined) throw error
    throw error.at(sourceOf(read.runs, error.start), sourceOf(read.runs, error.end))
  }
}

function rootOf({ file, typing, places }: Yaml, { text, events }: Events): Document['root'] {
  const first = events.findIndex(({ type }) => type === EVENT_ID.DOCUMENT)
  if (first < 0 || isNothing(events[first + 1])) return undefined
  const builder = new NodeBuilder({ file, text, typing, places }, events, first + 1)
  const root = builder.build()
  refuseTabs(text, events, builder.flowParts)
  return root
}

/** From the events' text to the piece, to the whole text, to the file. */
function placesOf(places: Places, start: number, runs: readonly Run[] | undefined): Places {
  if (start === 0 && runs === undefined) return places
  const inText = (offset: number): number => start + (runs === undefined ? offset : sourceOf(runs, offset))
  return {
    startOf: offset => places.startOf(inText(offset)),
    endOf: offset => places.endOf(inText(offset)),
  }
}

/** Go stops at the first `...`; what follows may be anything. */
function firstDocument(text: string): string {
  for (
    let at = text.startsWith('...') ? 0 : text.indexOf('\n...');
    at >= 0;
    at = text.indexOf('\n...', at + 1)
  ) {
    const mark = at === 0 && text.startsWith('...') ? 0 : at + 1
    if (/^[ \t\n]?$/.test(text.charAt(mark + 3))) return text.slice(0, mark)
  }
  return text
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

function syntaxProblem({ file, places }: Yaml, piece: Piece, error: unknown): SyntaxProblem {
  if (!(error instanceof DecodeError)) throw error
  const limit = piece.separator?.end ?? piece.end
  const start = Math.min(piece.start + error.start, limit)
  const end = Math.max(start, Math.min(piece.start + error.end, limit))
  const at = { file, start: places.startOf(start), end: places.endOf(end) }
  return { at, message: error.message, isYaml: error instanceof KeyError }
}
