import { closeSync, openSync, readSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { MAX_FILE_SIZE } from '../../max-file-size.ts'
import { applyDelta } from './delta.ts'
import { DamagedObject, type GitObject, type GitObjectType } from './git-object.ts'
import type { PackIndex } from './pack-index.ts'

/** Most objects are smaller, so that one read is enough. */
const FIRST_READ = 4096
/** Git makes no chain longer than this. */
const MAX_CHAIN = 4096
const CACHED_BYTES = 16 * 1024 * 1024

const TYPES: ReadonlyMap<number, GitObjectType> = new Map([
  [1, 'commit'],
  [2, 'tree'],
  [3, 'blob'],
  [4, 'tag'],
])
const OFFSET_DELTA = 6
const ID_DELTA = 7

/** One entry of a pack, as its header describes it. */
interface Entry {
  readonly type: number
  /** Bytes after inflation. */
  readonly size: number
  /** Where its compressed bytes begin. */
  readonly start: number
  /** Offset of what a delta is about; undefined where the pack does not hold it. */
  readonly base: number | undefined
}

/** A file of many objects, most of them told as a difference from another (gitformat-pack). */
export class Pack {
  private readonly path: string
  private readonly index: PackIndex
  private readonly hashLength: number
  private readonly cache = new Map<number, GitObject & { readonly bytes: Buffer }>()
  private cached = 0

  constructor(path: string, index: PackIndex, hashLength: number) {
    this.path = path
    this.index = index
    this.hashLength = hashLength
  }

  idsWith(prefix: string): Iterable<string> {
    return this.index.idsWith(prefix)
  }

  /** @throws DamagedObject, or the system's error, where the pack cannot be read. */
  read(id: string): GitObject | undefined {
    const offset = this.index.find(id)
    if (offset === undefined) return undefined
    const file = openSync(this.path, 'r')
    try {
      return this.objectAt(file, offset)
    } finally {
      closeSync(file)
    }
  }

  private objectAt(file: number, offset: number): GitObject {
    const chain: { readonly at: number; readonly delta: Buffer }[] = []
    let at = offset
    while (chain.length < MAX_CHAIN) {
      const known = this.cache.get(at)
      if (known !== undefined) return this.built(known, chain)
      const entry = this.entryAt(file, at)
      const type = TYPES.get(entry.type)
      if (entry.size > MAX_FILE_SIZE) return { type: type ?? 'blob', size: entry.size, bytes: undefined }
      const bytes = inflatedAt(file, entry)
      if (type !== undefined) return this.built(this.kept(at, { type, size: bytes.length, bytes }), chain)
      if (entry.base === undefined) throw new DamagedObject('a delta has no base')
      chain.push({ at, delta: bytes })
      at = entry.base
    }
    throw new DamagedObject('the deltas make a circle')
  }

  /** From the base outwards. */
  private built(
    base: GitObject & { bytes: Buffer },
    chain: readonly { at: number; delta: Buffer }[],
  ): GitObject {
    let current = base
    for (const { at, delta } of chain.toReversed()) {
      const bytes = applyDelta(current.bytes, delta)
      if (bytes === undefined) return { type: base.type, size: MAX_FILE_SIZE + 1, bytes }
      current = this.kept(at, { type: base.type, size: bytes.length, bytes })
    }
    return current
  }

  private kept<T extends GitObject & { readonly bytes: Buffer }>(at: number, object: T): T {
    if (this.cached + object.size > CACHED_BYTES) {
      this.cache.clear()
      this.cached = 0
    }
    this.cache.set(at, object)
    this.cached += object.size
    return object
  }

  /** Type and size in a first number, then what a delta is about. */
  private entryAt(file: number, offset: number): Entry {
    const head = bytesAt(file, offset, 64)
    let at = 0
    const next = (): number => {
      const byte = head[at++]
      if (byte === undefined) throw new DamagedObject('a pack ends too early')
      return byte
    }
    let byte = next()
    const type = (byte >> 4) & 7
    let size = byte & 0x0f
    for (let scale = 0x10; byte >= 0x80; scale *= 0x80) {
      byte = next()
      size += (byte & 0x7f) * scale
    }
    if (type === OFFSET_DELTA) return { type, size, base: offset - distance(next), start: offset + at }
    if (type !== ID_DELTA) return { type, size, base: undefined, start: offset + at }
    const id = head.toString('hex', at, at + this.hashLength)
    return { type, size, base: this.index.find(id), start: offset + at + this.hashLength }
  }
}

/** Seven bits a byte, the highest first; each further byte begins where the shorter numbers end. */
function distance(next: () => number): number {
  let byte = next()
  let number = byte & 0x7f
  while (byte >= 0x80) {
    byte = next()
    number = (number + 1) * 0x80 + (byte & 0x7f)
  }
  return number
}

/** Nothing says how long the compressed bytes are: more are read where they were not enough. */
function inflatedAt(file: number, { start, size }: Entry): Buffer {
  for (let length = Math.max(FIRST_READ, size); ; length *= 2) {
    const compressed = bytesAt(file, start, length)
    try {
      const bytes = inflateSync(compressed, { maxOutputLength: Math.max(size, 1) })
      if (bytes.length === size) return bytes
      throw new DamagedObject('an object has another size than its pack says')
    } catch (error) {
      const isCut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
      if (!isCut || compressed.length < length) throw error
    }
  }
}

function bytesAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, position))
}
