/** What the index of a work tree lists, as paths from the top of the work tree. */
export interface TrackedFiles {
  readonly files: ReadonlySet<string>
  /** Every directory that holds a tracked file, however deep. */
  readonly directories: ReadonlySet<string>
}

export interface IndexFormat {
  /** Bytes of an object name: 20 for SHA-1, 32 for SHA-256. */
  readonly hashLength: number
}

const SIGNATURE = 0x44495243
const HEADER_LENGTH = 12
/** Ten numbers of four bytes that `stat` gave, before the object name. */
const STAT_LENGTH = 40
const EXTENDED = 0x4000
/** Directories of a sparse index, and submodules. */
const NOT_FILES: ReadonlySet<number> = new Set([0o4, 0o16])

/**
 * Reads the paths of a Git index of version 2, 3 or 4 (gitformat-index). What cannot be read lists nothing more, as if
 * nothing had been added yet.
 */
export function readTrackedFiles(indexes: readonly Uint8Array[], format: IndexFormat): TrackedFiles {
  const files = new Set<string>()
  const directories = new Set<string>()
  for (const bytes of indexes) {
    for (const path of indexPaths(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), format)) {
      files.add(path)
      addParents(directories, path)
    }
  }
  return { files, directories }
}

function addParents(directories: Set<string>, path: string): void {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const parent = path.slice(0, slash)
    if (directories.has(parent)) return
    directories.add(parent)
  }
}

function* indexPaths(bytes: Buffer, { hashLength }: IndexFormat): Generator<string> {
  if (bytes.length < HEADER_LENGTH || bytes.readUInt32BE(0) !== SIGNATURE) return
  const version = bytes.readUInt32BE(4)
  const count = bytes.readUInt32BE(8)
  const flagsAt = STAT_LENGTH + hashLength
  let name: Uint8Array = new Uint8Array()
  let start = HEADER_LENGTH
  for (let entry = 0; entry < count && start + flagsAt + 4 < bytes.length; entry++) {
    // Version 2 has no such flag: its bit is always 0.
    const isExtended = (bytes.readUInt16BE(start + flagsAt) & EXTENDED) !== 0
    const nameAt = start + flagsAt + (isExtended ? 4 : 2)
    const read = version === 4 ? compressedName(bytes, nameAt, name) : plainName(bytes, nameAt)
    const type = bytes.readUInt16BE(start + 26) >> 12
    name = read.name
    start = version === 4 ? read.end + 1 : start + ((read.end - start + 8) & ~7)
    if (!NOT_FILES.has(type) && name.length > 0) yield Buffer.from(name).toString('utf8')
  }
}

interface Name {
  readonly name: Uint8Array
  /** Offset of the zero byte behind it. */
  readonly end: number
}

function plainName(bytes: Buffer, at: number): Name {
  const end = endOfName(bytes, at)
  return { name: bytes.subarray(at, end), end }
}

/** Version 4: how many bytes to drop from the entry before, then what follows. */
function compressedName(bytes: Buffer, start: number, previous: Uint8Array): Name {
  let at = start
  let byte = bytes[at] ?? 0
  let dropped = byte & 0x7f
  while ((byte & 0x80) !== 0) {
    at++
    byte = bytes[at] ?? 0
    dropped = ((dropped + 1) << 7) + (byte & 0x7f)
  }
  const end = endOfName(bytes, at + 1)
  const kept = previous.subarray(0, Math.max(0, previous.length - dropped))
  return { name: Buffer.concat([kept, bytes.subarray(at + 1, end)]), end }
}

function endOfName(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0, at)
  return end < 0 ? bytes.length : end
}
