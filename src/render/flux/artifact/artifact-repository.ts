import { itemsAt, mapAt, scalarAt, textAt } from '../../../lib/node.ts'
import { baseName, parentPath } from '../../../lib/path.ts'
import type { Origin, RepoPath } from '../../../model/location.ts'
import type { Node } from '../../../model/node.ts'
import type { Repository } from '../../../model/repository.ts'
import { decodeText } from '../../../read/decode.ts'
import { FilteredRepository } from './filtered-repository.ts'
import { type Include, IncludedRepository } from './included-repository.ts'
import { isExcluded, parsePatterns, patternsInForce, type SourcePattern } from './source-ignore.ts'

export interface ArtifactOptions {
  /** The directory that the source delivers as its root. */
  readonly base: RepoPath
  /** `spec.ignore` of the source. */
  readonly ignore?: string | undefined
  /** `spec.sparseCheckout` of the source; nothing is left out where it is empty. */
  readonly sparseCheckout?: readonly string[]
  /** `spec.include` of the source, resolved. */
  readonly includes?: readonly Include[]
}

/** One entry of `spec.include`, as it is written; `repository` is a GitRepository in the same namespace. */
export interface IncludeReference {
  readonly repository: string
  readonly at: Origin
  readonly fromPath: string
  readonly toPath: string
}

const IGNORE_FILE = '.sourceignore'

/**
 * What Flux packs of a directory (spec/flux.md 6.2): no symlinks, nothing outside `sparseCheckout`, what other sources
 * give, and nothing that `.sourceignore` files, `spec.ignore` or Flux's own patterns exclude. Paths are those of the
 * repository; what lies outside `base` is hidden.
 */
export function artifactRepository(repository: Repository, options: ArtifactOptions): Repository {
  const { base, includes = [] } = options
  const checkout = checkoutOf(repository, options)
  const content = includes.length > 0 ? new IncludedRepository(checkout, base, includes) : checkout
  // The repository knows its files already; a walk through the artifact is for those that have such a file.
  const hasIgnoreFile = includes.length > 0 || repository.files().some(path => baseName(path) === IGNORE_FILE)
  const patterns = patternsOf(hasIgnoreFile ? content : undefined, options)
  const isKept = (path: RepoPath, isDirectory: boolean): boolean =>
    !isExcluded(patterns(), partsFrom(base, path), isDirectory)
  return new FilteredRepository(content, {
    base,
    hides: () => false,
    showsFile: path => isKept(path, false),
    showsDirectory: path => isKept(path, true),
  })
}

/** `spec.ignore` and `spec.sparseCheckout` as the spec of a source has them. */
export function artifactFields(spec: Node | undefined): Pick<ArtifactOptions, 'ignore' | 'sparseCheckout'> {
  const sparseCheckout = itemsAt(spec, 'sparseCheckout').flatMap(item =>
    item.kind === 'scalar' ? [item.text] : [],
  )
  return { ignore: textAt(spec, 'ignore'), sparseCheckout }
}

/** `spec.include` of a GitRepository; an entry without a name is left out. */
export function includeReferences(spec: Node | undefined): readonly IncludeReference[] {
  return itemsAt(spec, 'include').flatMap(item => {
    const at = scalarAt(mapAt(item, 'repository'), 'name')
    if (at === undefined) return []
    const repository = at.text
    return [
      {
        repository,
        at,
        fromPath: textAt(item, 'fromPath') ?? '',
        toPath: textAt(item, 'toPath') ?? repository,
      },
    ]
  })
}

/** The files that a clone has: symlinks are there and packed by nobody, and a sparse clone holds what it names. */
function checkoutOf(repository: Repository, { base, sparseCheckout = [] }: ArtifactOptions): Repository {
  const realBase = realPathOf(repository, base)
  const starts = sparseCheckout.map(directory => directory.replace(/^\.\//, ''))
  const isCheckedOut = (path: RepoPath): boolean => {
    // The start of the text, not of the path: Flux's Git library compares so, and leaves out files at the root.
    const name = partsFrom(base, path).join('/')
    return starts.length === 0 || starts.some(start => name.startsWith(start))
  }
  return new FilteredRepository(repository, {
    base,
    hides: path => realPathOf(repository, path) !== rebased(path, base, realBase),
    showsFile: isCheckedOut,
    showsDirectory: isCheckedOut,
  })
}

function realPathOf(repository: Repository, path: RepoPath): string {
  return repository.realPath === undefined ? path : (repository.realPath(path) ?? path)
}

function rebased(path: RepoPath, from: RepoPath, to: string): string {
  if (from === to) return path
  return [to, ...partsFrom(from, path)].filter(part => part !== '').join('/')
}

/** The parts of a path behind `base`. */
function partsFrom(base: RepoPath, path: RepoPath): readonly string[] {
  const rest = base === '' ? path : path.slice(base.length + 1)
  return rest === '' ? [] : rest.split('/')
}

/** Read when they are first needed: those of outer directories before those of inner ones, `spec.ignore` last. */
function patternsOf(
  content: Repository | undefined,
  { base, ignore = '' }: ArtifactOptions,
): () => readonly SourcePattern[] {
  let known: readonly SourcePattern[] | undefined
  return () => {
    known ??= patternsInForce([
      ...(content === undefined ? [] : filePatterns(content, base)),
      ...parsePatterns(ignore, []),
    ])
    return known
  }
}

function filePatterns(content: Repository, base: RepoPath): readonly SourcePattern[] {
  const files = content.files().filter(path => baseName(path) === IGNORE_FILE)
  const byDepth = files.map(path => ({ path, domain: partsFrom(base, parentPath(path)) }))
  byDepth.sort((a, b) => a.domain.length - b.domain.length)
  return byDepth.flatMap(({ path, domain }) => {
    const read = content.read(path)
    return read.kind === 'bytes' ? parsePatterns(decodeText(path, read.bytes).file.text, domain) : []
  })
}
