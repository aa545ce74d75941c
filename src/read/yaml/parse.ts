import { EVENT_ID, parseEvents, YAMLException } from 'js-yaml'
import type { Document, ParsedFile, SyntaxProblem, Typing } from '../../model/document.ts'
import type { SourceFile } from '../../model/location.ts'
import type { Node } from '../../model/node.ts'
import { DecodeError, NodeBuilder } from './nodes.ts'

const SEPARATOR = /\n---.*(?:\n|$)/g
const MAX_DEPTH = 400

/** Parses a file as kustomize does: split at `---` lines first, then each document by itself. */
export function parseYaml(file: SourceFile, typing: Typing): ParsedFile {
  const documents: Document[] = []
  const problems: SyntaxProblem[] = []
  for (const [index, { start, end }] of pieces(file.text).entries()) {
    try {
      const root = parsePiece(file, { start, end, typing })
      documents.push({ file, index, root })
    } catch (error) {
      problems.push(syntaxProblem(file, start, error))
    }
  }
  return { file, documents, problems }
}

interface Piece {
  readonly start: number
  readonly end: number
}

function pieces(text: string): readonly Piece[] {
  const found: Piece[] = []
  let start = 0
  for (const match of text.matchAll(SEPARATOR)) {
    found.push({ start, end: match.index + 1 })
    start = match.index + match[0].length
  }
  found.push({ start, end: text.length })
  return found
}

function parsePiece(file: SourceFile, { start, end, typing }: Piece & { typing: Typing }): Node | undefined {
  const text = start === 0 && end === file.text.length ? file.text : file.text.slice(start, end)
  const events = parseEvents(text, { maxDepth: MAX_DEPTH })
  const first = events.findIndex(({ type }) => type === EVENT_ID.DOCUMENT)
  if (first < 0) return undefined
  return new NodeBuilder({ file, text, base: start, typing }, events, first + 1).build()
}

function syntaxProblem(file: SourceFile, base: number, error: unknown): SyntaxProblem {
  if (error instanceof DecodeError) {
    return { at: { file, start: error.start, end: error.end }, message: error.message }
  }
  if (!(error instanceof YAMLException)) throw error
  const at = base + (error.mark?.position ?? 0)
  return { at: { file, start: at, end: at + 1 }, message: sentence(error.reason) }
}

function sentence(reason: string): string {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1)
  return text.endsWith('.') ? text : `${text}.`
}
