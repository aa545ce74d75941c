import { DamagedObject } from './git-object.ts'

const MAGIC = 0xff744f63
const HEADER_LENGTH = 8
const FANOUT_LENGTH = 256 * 4
const LARGE = 0x80000000

/** The index of a pack, version 2 (gitformat-pack): which objects it holds, and where. */
export class PackIndex {
  private readonly bytes: Buffer
  private readonly hashLength: number
  private readonly count: number

  /** @throws DamagedObject where it is no index of version 2. */
  constructor(bytes: Buffer, hashLength: number) {
    const isKnown = bytes.length >= HEADER_LENGTH + FANOUT_LENGTH && bytes.readUInt32BE(0) === MAGIC
    if (!isKnown || bytes.readUInt32BE(4) !== 2)
      throw new DamagedObject('the index of a pack is not of version 2')
    this.bytes = bytes
    this.hashLength = hashLength
    this.count = this.fanout(255)
    if (this.offsetsAt + this.count * 4 > bytes.length) throw new DamagedObject('the index of a pack is cut')
  }

  /** Offset of an object in the pack. */
  find(id: string): number | undefined {
    const index = this.lowerBound(id)
    return index < this.count && this.idAt(index) === id ? this.offsetAt(index) : undefined
  }

  /** Ids that begin with these hex digits. */
  *idsWith(prefix: string): Generator<string> {
    for (let index = this.lowerBound(prefix); index < this.count; index++) {
      const id = this.idAt(index)
      if (!id.startsWith(prefix)) return
      yield id
    }
  }

  private get namesAt(): number {
    return HEADER_LENGTH + FANOUT_LENGTH
  }

  /** Behind the names stands a checksum of four bytes for each. */
  private get offsetsAt(): number {
    return this.namesAt + this.count * (this.hashLength + 4)
  }

  /** How many objects begin with this byte or a smaller one. */
  private fanout(byte: number): number {
    return byte < 0 ? 0 : this.bytes.readUInt32BE(HEADER_LENGTH + byte * 4)
  }

  private lowerBound(id: string): number {
    const first = Number.parseInt(id.slice(0, 2).padEnd(2, '0'), 16)
    let low = this.fanout(first - 1)
    let high = this.fanout(id.length < 2 ? 255 : first)
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.idAt(middle) < id) low = middle + 1
      else high = middle
    }
    return low
  }

  private idAt(index: number): string {
    const start = this.namesAt + index * this.hashLength
    return this.bytes.toString('hex', start, start + this.hashLength)
  }

  /** Offsets beyond 2 GiB stand in a table of their own, behind the others. */
  private offsetAt(index: number): number {
    const offset = this.bytes.readUInt32BE(this.offsetsAt + index * 4)
    if (offset < LARGE) return offset
    return Number(this.bytes.readBigUInt64BE(this.offsetsAt + this.count * 4 + (offset - LARGE) * 8))
  }
}
