import { locate } from '../lib/locate.ts'
import { joinPath } from '../lib/path.ts'
import type { ParsedFile } from '../model/document.ts'
import { type Location, type Origin, pointer, type RepoPath } from '../model/location.ts'
import { pointerTo } from './pointer.ts'

/** Where origins are looked up, and what stands before their paths. */
export interface Ground {
  readonly files: ReadonlyMap<RepoPath, ParsedFile>
  readonly prefix: RepoPath
}

/** Turns an origin into what is printed. */
export type Place = (origin: Origin) => Location

/** Keeps a table of documents for each file that it has seen, so that a second origin in a file costs little. */
export function placeOn({ files, prefix }: Ground): Place {
  const separators = new Map<RepoPath, readonly number[]>()

  const documentOf = ({ file, start }: Origin): number => {
    const known = separators.get(file.path) ?? separatorsOf(file.text)
    separators.set(file.path, known)
    let index = 0
    while ((known[index] ?? Infinity) <= start) index++
    return index
  }

  return origin => {
    const { path } = origin.file
    const file = joinPath(prefix, path) ?? path
    const range = locate(visible(origin))
    const parsed = files.get(path)
    if (parsed === undefined) return { file, document: 0, pointer: pointer(''), ...range }
    const document = documentOf(origin)
    const root = parsed.documents.find(({ index }) => index === document)?.root
    return { file, document, pointer: pointerTo(root, origin), ...range }
  }
}

/** A block scalar's origin has its indentation and its last line ends; nobody wants these underlined. */
function visible({ file, start, end }: Origin): Origin {
  const text = file.text.slice(start, end)
  if (!text.includes('\n')) return { file, start, end }
  const from = start + text.length - text.trimStart().length
  return { file, start: from, end: Math.max(from, start + text.trimEnd().length) }
}

/** As the reader splits a file: a `---` line ends a document, except on the first line. */
const SEPARATOR = /\n---.*(?:\n|$)/g

/** Offsets of the first character after each separator. */
function separatorsOf(text: string): readonly number[] {
  return Array.from(text.matchAll(SEPARATOR), match => match.index + match[0].length)
}
