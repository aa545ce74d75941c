import type { Commit } from './commit.ts'
import { parseCommit, tagTarget } from './commit.ts'
import type { ObjectStore } from './object-store.ts'

/** How many tags may be about one another. */
const MAX_TAGS = 16

/** The commits of a clone. Those at its border, where it is shallow, have no parents here. */
export class History {
  private readonly store: ObjectStore
  private readonly border: ReadonlySet<string>
  private readonly known = new Map<string, Commit | undefined>()

  constructor(store: ObjectStore, border: ReadonlySet<string>) {
    this.store = store
    this.border = border
  }

  get isShallow(): boolean {
    return this.border.size > 0
  }

  /** Undefined where this clone does not have it. */
  commit(id: string): Commit | undefined {
    if (this.known.has(id)) return this.known.get(id)
    const bytes = this.store.read(id)?.bytes
    const parsed = bytes === undefined ? undefined : parseCommit(bytes)
    const commit = parsed !== undefined && this.border.has(id) ? { ...parsed, parents: [] } : parsed
    this.known.set(id, commit)
    return commit
  }

  /** The commit that an id means, by way of tags; undefined for what is none. */
  peeled(id: string): string | undefined {
    let current = id
    for (let depth = 0; depth < MAX_TAGS; depth++) {
      const object = this.store.read(current)
      if (object?.type === 'commit') return current
      const target =
        object?.type === 'tag' && object.bytes !== undefined ? tagTarget(object.bytes) : undefined
      if (target === undefined) return undefined
      current = target
    }
    return undefined
  }

  /** Commits whose id begins with these hex digits. */
  commitsWith(prefix: string): readonly string[] {
    return this.store.idsWith(prefix).filter(id => this.store.read(id)?.type === 'commit')
  }
}
