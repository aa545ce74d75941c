import { locate } from '../lib/locate.ts'
import { joinPath } from '../lib/path.ts'
import type { ParsedFile } from '../model/document.ts'
import { type Location, type Origin, pointer, type RepoPath } from '../model/location.ts'
import type { Node } from '../model/node.ts'
import { pointerTo } from './pointer.ts'

/** Where origins are looked up, and what stands before their paths. */
export interface Ground {
  readonly files: ReadonlyMap<RepoPath, ParsedFile>
  readonly prefix: RepoPath
}

/** Turns an origin into what is printed. */
export type Place = (origin: Origin) => Location

export function placeOn({ files, prefix }: Ground): Place {
  return origin => {
    const { path } = origin.file
    const file = joinPath(prefix, path) ?? path
    const range = locate(firstLine(origin))
    const parsed = files.get(path)
    if (parsed === undefined) return { file, document: 0, pointer: pointer(''), ...range }
    const { document, root } = documentOf(parsed, origin)
    return { file, document, pointer: pointerTo(root, origin), ...range }
  }
}

/**
 * What spans many lines (an object, a block scalar) is shown where it begins: an editor underlines a word and not a
 * page, and GitHub puts an annotation below the last line of its range.
 */
function firstLine({ file, start, end }: Origin): Origin {
  const text = file.text.slice(start, end)
  if (!text.includes('\n')) return { file, start, end }
  const from = start + text.length - text.trimStart().length
  const [line = ''] = text.trim().split('\n', 1)
  return { file, start: from, end: from + line.trimEnd().length }
}

interface Found {
  readonly document: number
  readonly root: Node | undefined
}

function documentOf(parsed: ParsedFile, { start }: Origin): Found {
  const broken = parsed.problems.findIndex(({ at }) => at.start === start)
  if (broken >= 0) return { document: brokenDocuments(parsed)[broken] ?? 0, root: undefined }
  let found: Found = { document: 0, root: undefined }
  for (const { index, root } of parsed.documents) {
    if (root !== undefined && root.start <= start) found = { document: index, root }
  }
  return found
}

/** A document with a problem is left out of `documents`, and has one problem: both in the order of the file. */
function brokenDocuments({ documents, problems }: ParsedFile): readonly number[] {
  const whole = new Set(documents.map(({ index }) => index))
  const count = documents.length + problems.length
  return Array.from({ length: count }, (_, index) => index).filter(index => !whole.has(index))
}
