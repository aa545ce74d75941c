import type { ParsedFile, SyntaxProblem, Typing } from '../model/document.ts'
import type { RepoPath, SourceFile } from '../model/location.ts'
import type { Repository } from '../model/repository.ts'
import { decodeText } from './decode.ts'
import { copyFor, mayHaveAliases } from './yaml/copy.ts'
import { parseYaml } from './yaml/parse.ts'

interface Known {
  readonly file: SourceFile
  readonly problems: readonly SyntaxProblem[]
}

/** Other documents that may be used in place of reading a file again. */
export interface Twin {
  readonly documents: Documents
  /** Whether the same bytes stand under this path there. */
  isSame(path: RepoPath): boolean
}

/** Reads and parses each file of a repository once, however many builds use it. */
export class Documents {
  readonly repository: Repository
  private readonly known: Map<RepoPath, Known | undefined>
  private readonly parsed: Map<string, ParsedFile>
  /** By their text: clusters often hold the same files, such as what bootstrap writes. */
  private readonly texts: Readonly<Record<Typing, Map<string, ParsedFile>>>
  private readonly twin: Twin | undefined

  /**
   * With `shared`, its files are not read again: `repository` must show the same files, or fewer. With `twin`, what is
   * the same there is taken from there.
   */
  constructor(repository: Repository, shared?: Documents, twin?: Twin) {
    this.repository = repository
    this.known = shared?.known ?? new Map<RepoPath, Known | undefined>()
    this.parsed = shared?.parsed ?? new Map<string, ParsedFile>()
    this.texts = shared?.texts ?? { resource: new Map(), sigs: new Map() }
    this.twin = twin ?? shared?.twin
  }

  /** The documents of a tree that has much in common with another. */
  static besides(repository: Repository, twin: Twin): Documents {
    return new Documents(repository, undefined, twin)
  }

  /** The same documents, less those that `repository` hides. */
  within(repository: Repository): Documents {
    return new Documents(repository, this)
  }

  /** The text of a file; undefined where there is no such file. */
  source(path: RepoPath): SourceFile | undefined {
    return this.repository.kindOf(path) === 'file' ? this.load(path)?.file : undefined
  }

  /** The file's bytes as they are, for generators. */
  bytes(path: RepoPath): Uint8Array | undefined {
    const found = this.repository.read(path)
    return found.kind === 'bytes' ? found.bytes : undefined
  }

  /** The file's YAML; undefined where there is no such file. */
  parse(path: RepoPath, typing: Typing): ParsedFile | undefined {
    if (this.repository.kindOf(path) !== 'file') return undefined
    const own = this.ownPath(path)
    if (this.twin?.isSame(own) === true) return this.twin.documents.parse(own, typing)
    const key = `${typing}:${own}`
    const before = this.parsed.get(key)
    if (before !== undefined) return before
    const loaded = this.load(path)
    if (loaded === undefined) return undefined
    const { file, problems } = loaded
    const parsed = problems.length > 0 ? { file, documents: [], problems } : this.parseText(file, typing)
    this.parsed.set(key, parsed)
    return parsed
  }

  private parseText(file: SourceFile, typing: Typing): ParsedFile {
    const known = this.texts[typing]
    const same = known.get(file.text)
    if (same !== undefined) return copyFor(file, same)
    const parsed = parseYaml(file, typing)
    if (!mayHaveAliases(file)) known.set(file.text, parsed)
    return parsed
  }

  private load(shown: RepoPath): Known | undefined {
    const path = this.ownPath(shown)
    if (this.twin?.isSame(path) === true) return this.twin.documents.load(path)
    if (this.known.has(path)) return this.known.get(path)
    const loaded = this.read(shown, path)
    this.known.set(path, loaded)
    return loaded
  }

  /** The path under which a person finds the file. */
  private ownPath(path: RepoPath): RepoPath {
    return this.repository.mountedFrom?.(path) ?? path
  }

  private read(shown: RepoPath, path: RepoPath): Known | undefined {
    const found = this.repository.read(shown)
    switch (found.kind) {
      case 'missing':
        return undefined
      case 'bytes':
        return decodeText(path, found.bytes)
      case 'unreadable':
        return unusable(path, `The file cannot be read: ${found.message}.`)
      case 'too-large':
        return unusable(path, `The file has ${String(found.size)} bytes, more than fleetlint reads.`)
      default:
        return found satisfies never
    }
  }
}

function unusable(path: RepoPath, message: string): Known {
  const file = { path, text: '' }
  return { file, problems: [{ at: { file, start: 0, end: 0 }, message }] }
}
