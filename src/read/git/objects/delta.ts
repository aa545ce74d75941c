import { MAX_FILE_SIZE } from '../../max-file-size.ts'
import { DamagedObject } from './git-object.ts'

/** Bytes that the copy instruction takes where it says nothing about them. */
const WHOLE_COPY = 0x10000

/**
 * What a delta makes of its base (gitformat-pack, "Deltified representation"); undefined where it is larger than
 * fleetlint reads.
 * @throws DamagedObject for a delta of something else.
 */
export function applyDelta(base: Buffer, delta: Buffer): Buffer | undefined {
  const reader = new Reader(delta)
  if (reader.number() !== base.length) throw new DamagedObject('a delta does not fit its base')
  const size = reader.number()
  if (size > MAX_FILE_SIZE) return undefined
  const result = Buffer.alloc(size)
  let end = 0
  while (!reader.isAtEnd) {
    const instruction = reader.byte()
    const piece = instruction < 0x80 ? reader.bytes(instruction) : copied(base, reader, instruction)
    if (piece.length === 0 || end + piece.length > size) throw new DamagedObject('a delta cannot be read')
    end += piece.copy(result, end)
  }
  if (end !== size) throw new DamagedObject('a delta ends too early')
  return result
}

/** The low bits of the instruction tell which bytes of offset and size follow. */
function copied(base: Buffer, reader: Reader, instruction: number): Buffer {
  let offset = 0
  let size = 0
  for (let bit = 0; bit < 4; bit++) if (instruction & (1 << bit)) offset += reader.byte() * 2 ** (8 * bit)
  for (let bit = 0; bit < 3; bit++) if (instruction & (0x10 << bit)) size += reader.byte() * 2 ** (8 * bit)
  const end = offset + (size === 0 ? WHOLE_COPY : size)
  if (end > base.length) throw new DamagedObject('a delta copies what its base does not have')
  return base.subarray(offset, end)
}

class Reader {
  private readonly delta: Buffer
  private at = 0

  constructor(delta: Buffer) {
    this.delta = delta
  }

  get isAtEnd(): boolean {
    return this.at >= this.delta.length
  }

  byte(): number {
    const byte = this.delta[this.at]
    if (byte === undefined) throw new DamagedObject('a delta ends too early')
    this.at++
    return byte
  }

  bytes(count: number): Buffer {
    const piece = this.delta.subarray(this.at, this.at + count)
    if (piece.length < count) throw new DamagedObject('a delta ends too early')
    this.at += count
    return piece
  }

  /** Seven bits a byte, the lowest first. */
  number(): number {
    let number = 0
    let scale = 1
    for (let byte = 0x80; byte >= 0x80; scale *= 0x80) {
      byte = this.byte()
      number += (byte & 0x7f) * scale
    }
    return number
  }
}
