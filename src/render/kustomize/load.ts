import { nearest } from '../../lib/nearest.ts'
import { baseName, isWithin, joinPath, parentPath } from '../../lib/path.ts'
import type { ParsedFile, Typing } from '../../model/document.ts'
import type { RepoPath, SourceFile } from '../../model/location.ts'
import type { Scalar } from '../../model/node.ts'
import type { Repository } from '../../model/repository.ts'
import { type Level, markIncomplete } from './level.ts'
import { isRemoteFile } from './remote.ts'

/**
 * The path of a file that a kustomization names, as the load restriction allows. Undefined where there is none; that
 * is reported at `entry`, under the code `missing-resource`.
 */
function filePath(entry: Scalar, path: string, level: Level): RepoPath | undefined {
  const { context, directory } = level
  if (isRemoteFile(path)) {
    reportRemote(entry, path, level)
    return undefined
  }
  const found = joinPath(directory, path)
  if (found === undefined || context.documents.repository.kindOf(found) !== 'file') {
    reportMissing(entry, path, level)
    return undefined
  }
  if (isOutside(found, level)) {
    reportOutside(entry, path, level)
    return undefined
  }
  context.uses(found)
  return found
}

/** A file that a kustomization names, parsed. Undefined where there is none; syntax problems are reported. */
export function parsedFile(entry: Scalar, typing: Typing, level: Level): ParsedFile | undefined {
  const path = filePath(entry, entry.text, level)
  const parsed = path === undefined ? undefined : level.context.documents.parse(path, typing)
  if (parsed !== undefined) reportSyntax(parsed, level)
  return parsed
}

export function reportSyntax({ problems }: ParsedFile, { context }: Level): void {
  for (const { at, message } of problems) context.report({ code: 'syntax', at, message })
}

/** The CLI's restriction: a file lies in the kustomization's directory or below, symlinks followed. */
export function isOutside(path: RepoPath, { context, directory }: Level): boolean {
  if (context.options.restriction === 'none') return false
  return !isWithin(context.documents.repository.realPath?.(path) ?? path, directory)
}

export function reportOutside(entry: Scalar, path: string, { context, directory }: Level): void {
  context.report({
    code: 'invalid-field',
    at: entry,
    message: `The file \`${path}\` is not in or below \`${directory || '.'}\`.`,
    fix: 'Move the file, make its directory a base, or build without load restrictions.',
  })
}

export function reportRemote(entry: Scalar, path: string, level: Level): void {
  level.context.gap({
    reason: 'remote-base',
    at: entry,
    message: `\`${path}\` is remote and is not fetched.`,
  })
  markIncomplete(level)
}

export function reportMissing(entry: Scalar, path: string, { context, directory }: Level): void {
  if (path === '') {
    context.report({ code: 'invalid-field', at: entry, message: 'The entry names nothing.' })
    return
  }
  const near = nearestPath(path, directory, context.documents.repository)
  const fix = near === undefined ? {} : { fix: `Did you mean \`${near}\`?` }
  context.report({ code: 'missing-resource', at: entry, message: `\`${path}\` does not exist.`, ...fix })
}

/** `path` with its first part that does not exist replaced by the most similar name that stands there. */
function nearestPath(path: string, directory: RepoPath, repository: Repository): string | undefined {
  const parts = path.split('/')
  for (const [index, part] of parts.entries()) {
    const upTo = joinPath(directory, parts.slice(0, index + 1).join('/'))
    if (upTo === undefined) return undefined
    if (repository.kindOf(upTo) !== undefined) continue
    const near = nearest(baseName(part), repository.list(parentPath(upTo)))
    return near === undefined ? undefined : parts.with(index, near).join('/')
  }
  return undefined
}

/** A file's bytes, for generators, whose object is there without them; the file as it was read says where they come from. */
export interface Content {
  readonly file: SourceFile
  readonly bytes: Uint8Array
}

export function fileContent(entry: Scalar, path: string, level: Level): Content | undefined {
  const found = filePath(entry, path, withoutLoss(level))
  if (found === undefined) return undefined
  const file = level.context.documents.source(found)
  const bytes = level.context.documents.bytes(found)
  return file === undefined || bytes === undefined ? undefined : { file, bytes }
}

/** A level whose problems cost the build no object. */
export function withoutLoss(level: Level): Level {
  const { context } = level
  return {
    ...level,
    context: {
      ...context,
      report: problem => {
        context.report({ ...problem, losesNothing: true })
      },
      gap: gap => {
        context.gap({ ...gap, losesNothing: true })
      },
    },
  }
}
