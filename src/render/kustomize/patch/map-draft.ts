import { withEntries } from '../../../lib/node.ts'
import type { Entry, Mapping, Node, Scalar } from '../../../model/node.ts'

/** A field as it shall be; without a value, it goes. */
export interface DraftEntry {
  readonly key: Scalar
  readonly value: Node | undefined
}

/** A map under change: copied at the first change, the same map where there was none. */
export class MapDraft {
  private readonly map: Mapping
  private entries: Map<string, Entry> | undefined

  constructor(map: Mapping) {
    this.map = map
  }

  /** Sets a field, or removes it where there is no value. */
  set(key: Scalar, value: Node | undefined): void {
    const name = key.text
    const before = this.map.entries.get(name)
    if (before?.value === value && this.entries === undefined) return
    this.entries ??= new Map(this.map.entries)
    if (value === undefined) this.entries.delete(name)
    else this.entries.set(name, { key, value })
  }

  done(): Mapping {
    return this.entries === undefined ? this.map : withEntries(this.map, this.entries)
  }
}
