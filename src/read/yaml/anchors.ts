import type { Node } from '../../model/node.ts'
import { DecodeError } from './decode-error.ts'

/** From this many nodes on, Go allows a smaller and smaller part of them to come from aliases. */
const SMALL = 400_000
const LARGE = 4_000_000

interface Anchor {
  /** Undefined while the node is being read. */
  node: Node | undefined
  size: number
}

/** The anchors of one document, and how many nodes it would have with its aliases written out. */
export class Anchors {
  private readonly anchors = new Map<string, Anchor>()
  private count = 0
  private aliased = 0

  /** Counts a node that is written in the document. */
  countNode(): void {
    this.count++
  }

  get size(): number {
    return this.count
  }

  /** An anchor names its node from the node's start on, so that the same name inside names another. */
  open(name: string): Anchor {
    const anchor = { node: undefined, size: 1 }
    this.anchors.set(name, anchor)
    return anchor
  }

  resolve(name: string, start: number, end: number): Node {
    const anchor = this.anchors.get(name)
    if (anchor === undefined) throw new DecodeError(`The anchor \`${name}\` is not defined.`, start, end)
    if (anchor.node === undefined)
      throw new DecodeError(`The anchor \`${name}\` contains itself.`, start, end)
    this.count += anchor.size
    this.aliased += anchor.size
    if (this.isTooLarge()) {
      throw new DecodeError('The document is too large once its aliases are written out.', start, end)
    }
    return anchor.node
  }

  /** Go's bound against documents that aliases blow up. */
  private isTooLarge(): boolean {
    if (this.aliased <= 100 || this.count <= 1000) return false
    const share = Math.min(1, Math.max(0, (this.count - SMALL) / (LARGE - SMALL)))
    return this.aliased / this.count > 0.99 - 0.89 * share
  }
}
