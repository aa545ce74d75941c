import { createHash } from 'node:crypto'
import type { RepoPath } from '../../model/location.ts'
import type { Bytes, EntryKind, Repository } from '../../model/repository.ts'
import { UsageError } from '../../model/usage-error.ts'
import { baseName, parentPath } from '../../lib/path.ts'
import { type EntryType, TreePaths } from '../tree-paths.ts'
import type { ObjectStore } from './objects/object-store.ts'
import { type TreeEntry, treeEntries } from './objects/tree-entries.ts'

export interface CommitTree {
  readonly store: ObjectStore
  /** Id of the tree object that is the root; undefined where the commit has none there. */
  readonly tree: string | undefined
  /** Absolute path at which the tree would stand in the work tree. */
  readonly root: string
  /** The work tree: what is the same there is taken from there. */
  readonly workTree: Repository
}

const NO_ENTRIES: ReadonlyMap<string, TreeEntry> = new Map()

/** The files of a commit, read from the object store. */
export class CommitRepository implements Repository {
  private readonly from: CommitTree
  private readonly paths: TreePaths
  private readonly directories = new Map<RepoPath, ReadonlyMap<string, TreeEntry>>()
  private readonly types = new Map<RepoPath, ReadonlyMap<string, EntryType>>()
  private readonly unchanged = new Map<RepoPath, boolean>()

  constructor(from: CommitTree) {
    this.from = from
    this.paths = new TreePaths(from.root, {
      entriesOf: path => this.typesIn(path),
      linkText: path => this.blob(path, this.entry(path)?.id).toString('utf8'),
    })
  }

  kindOf(path: RepoPath): EntryKind | undefined {
    return this.paths.place(path)?.kind
  }

  realPath(path: RepoPath): RepoPath | undefined {
    return this.paths.place(path)?.path
  }

  list(directory: RepoPath): readonly string[] {
    return this.paths.list(directory)
  }

  files(): readonly RepoPath[] {
    return this.paths.files()
  }

  read(path: RepoPath): Bytes {
    const id = this.fileId(path)
    if (id === undefined) return { kind: 'missing' }
    if (this.isUnchanged(path)) return this.from.workTree.read(path)
    const object = this.from.store.read(id)
    if (object === undefined) throw missingObject(path)
    const { bytes, size } = object
    return bytes === undefined ? { kind: 'too-large', size } : { kind: 'bytes', bytes }
  }

  /** Whether the work tree has the same bytes under this path. */
  isUnchanged(path: RepoPath): boolean {
    const known = this.unchanged.get(path)
    if (known !== undefined) return known
    const id = this.fileId(path)
    const found = id === undefined ? undefined : this.from.workTree.read(path)
    const answer = found?.kind === 'bytes' && this.blobId(found.bytes) === id
    this.unchanged.set(path, answer)
    return answer
  }

  private blobId(bytes: Uint8Array): string {
    const hash = createHash(this.from.store.hashLength === 32 ? 'sha256' : 'sha1')
    return hash
      .update(`blob ${String(bytes.length)}\0`)
      .update(bytes)
      .digest('hex')
  }

  private fileId(path: RepoPath): string | undefined {
    const place = this.paths.place(path)
    return place?.kind === 'file' ? this.entry(place.path)?.id : undefined
  }

  private entry(path: RepoPath): TreeEntry | undefined {
    return this.directory(parentPath(path)).get(baseName(path))
  }

  private typesIn(path: RepoPath): ReadonlyMap<string, EntryType> {
    const known = this.types.get(path)
    if (known !== undefined) return known
    const types = new Map([...this.directory(path)].map(([name, { type }]) => [name, type]))
    this.types.set(path, types)
    return types
  }

  private directory(path: RepoPath): ReadonlyMap<string, TreeEntry> {
    const known = this.directories.get(path)
    if (known !== undefined) return known
    const id = path === '' ? this.from.tree : this.entry(path)?.id
    const entries =
      id === undefined ? NO_ENTRIES : treeEntries(this.blob(path, id), this.from.store.hashLength)
    this.directories.set(path, entries)
    return entries
  }

  private blob(path: RepoPath, id: string | undefined): Buffer {
    const bytes = id === undefined ? undefined : this.from.store.read(id)?.bytes
    if (bytes === undefined) throw missingObject(path)
    return bytes
  }
}

/** A clone with `--filter` has left objects on the remote, and nothing is fetched. */
function missingObject(path: RepoPath): UsageError {
  return new UsageError(
    `What \`${path || '.'}\` was in that commit is not in this clone, which is partial or damaged. Clone without \`--filter\`.`,
  )
}
