import {
  type AliasEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml'
import type { Typing } from '../../model/document.ts'
import type { Origin, SourceFile } from '../../model/location.ts'
import type { Entry, Mapping, Node, Scalar, ScalarValue } from '../../model/node.ts'
import { resolveScalar } from './scalar.ts'

/** A refusal of Go's decoder, at offsets of the file. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'
  readonly start: number
  readonly end: number

  constructor(message: string, start: number, end: number) {
    super(message)
    this.start = start
    this.end = end
  }
}

/** Where the events' text stands in the file, and how plain scalars are typed. */
export interface Decoding {
  readonly file: SourceFile
  readonly text: string
  /** Offset of `text` in `file.text`. */
  readonly base: number
  readonly typing: Typing
}

/** An alias may multiply what it stands for; beyond this many nodes in one document we refuse, as Go does. */
const MAX_NODES = 4_000_000

/** Builds the node of one document from its events. One use each: it walks the events once. */
export class NodeBuilder {
  private readonly decoding: Decoding
  private readonly events: readonly Event[]
  private readonly anchors = new Map<string, Node>()
  private readonly sizes = new Map<string, number>()
  private at: number
  private count = 0

  constructor(decoding: Decoding, events: readonly Event[], at: number) {
    this.decoding = decoding
    this.events = events
    this.at = at
  }

  /** The node whose first event is next. */
  build(): Node {
    const event = this.events[this.at++]
    if (event === undefined) throw this.refuse('The document ends early.', 0, 0)
    if (++this.count > MAX_NODES)
      throw this.refuse('The document is too large once its aliases are expanded.', 0, 0)
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.anchored(event.anchorStart, event.anchorEnd, this.scalar(event))
      case EVENT_ID.ALIAS:
        return this.alias(event)
      case EVENT_ID.SEQUENCE:
        return this.sequence(event.start, event.anchorStart, event.anchorEnd)
      case EVENT_ID.MAPPING:
        return this.mapping(event.start, event.anchorStart, event.anchorEnd)
      default:
        throw this.refuse('The document has no value where one is expected.', 0, 0)
    }
  }

  private refuse(message: string, start: number, end: number): DecodeError {
    const { base } = this.decoding
    return new DecodeError(message, base + start, base + end)
  }

  private anchored<T extends Node>(start: number, end: number, node: T): T {
    if (start >= 0) {
      const name = this.decoding.text.slice(start, end)
      this.anchors.set(name, node)
      this.sizes.set(name, 1)
    }
    return node
  }

  private alias({ anchorStart, anchorEnd }: AliasEvent): Node {
    const name = this.decoding.text.slice(anchorStart, anchorEnd)
    const node = this.anchors.get(name)
    if (node === undefined)
      throw this.refuse(`The anchor \`${name}\` is not defined.`, anchorStart - 1, anchorEnd)
    this.count += this.sizes.get(name) ?? 1
    if (this.count > MAX_NODES) {
      throw this.refuse(
        'The document is too large once its aliases are expanded.',
        anchorStart - 1,
        anchorEnd,
      )
    }
    return node
  }

  private scalar(event: ScalarEvent): Scalar {
    const { file, text: source, base, typing } = this.decoding
    const { valueStart, valueEnd, style, tagStart, tagEnd } = event
    const text = event.fast ? source.slice(valueStart, valueEnd) : getScalarValue(source, event)
    const tag = tagStart >= 0 ? source.slice(tagStart, tagEnd) : ''
    const value =
      tag === '' && style === SCALAR_STYLE.PLAIN ? resolveScalar(text, typing) : tagged(tag, text, typing)
    const start = Math.max(0, base + valueStart)
    const end = Math.max(start, base + valueEnd)
    return { kind: 'scalar', value, text, file, start, end, step: undefined }
  }

  private sequence(start: number, anchorStart: number, anchorEnd: number): Node {
    const { file, base } = this.decoding
    const countBefore = this.count
    const items: Node[] = []
    const node = {
      kind: 'list',
      items,
      file,
      start: base + start,
      end: base + start,
      step: undefined,
    } as const
    while (this.events[this.at]?.type !== EVENT_ID.POP) items.push(this.build())
    this.at++
    this.anchored(anchorStart, anchorEnd, node)
    if (anchorStart >= 0) this.resize(anchorStart, anchorEnd, countBefore)
    return node
  }

  private mapping(start: number, anchorStart: number, anchorEnd: number): Node {
    const { file, base } = this.decoding
    const countBefore = this.count
    const entries = new Map<string, Entry>()
    const merges: Node[] = []
    while (this.events[this.at]?.type !== EVENT_ID.POP) this.pair(entries, merges)
    this.at++
    const own: Mapping = {
      kind: 'map',
      entries,
      file,
      start: base + start,
      end: base + start,
      step: undefined,
    }
    const node = merges.length === 0 ? own : { ...own, entries: this.merged(own, merges) }
    this.anchored(anchorStart, anchorEnd, node)
    if (anchorStart >= 0) this.resize(anchorStart, anchorEnd, countBefore)
    return node
  }

  private resize(anchorStart: number, anchorEnd: number, countBefore: number): void {
    this.sizes.set(this.decoding.text.slice(anchorStart, anchorEnd), this.count - countBefore)
  }

  private pair(entries: Map<string, Entry>, merges: Node[]): void {
    const event = this.events[this.at]
    const key = this.build()
    const { base } = this.decoding
    if (key.kind !== 'scalar') {
      throw this.refuse(
        'A key is a list or a map; Kubernetes knows text keys only.',
        key.start - base,
        key.end - base,
      )
    }
    const isPlain = event?.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN
    const value = this.build()
    if (isPlain && key.text === '<<') merges.push(value)
    else if (entries.has(key.text)) {
      throw this.refuse(`The key \`${key.text}\` is set twice.`, key.start - base, key.end - base)
    } else entries.set(key.text, { key, value })
  }

  /** Own keys win over merged ones, and earlier merged maps over later ones. */
  private merged(own: Mapping, merges: readonly Node[]): ReadonlyMap<string, Entry> {
    const entries = new Map(own.entries)
    for (const source of merges.flatMap(merge => (merge.kind === 'list' ? merge.items : [merge]))) {
      if (source.kind !== 'map') {
        const { base } = this.decoding
        throw this.refuse(
          'A merge key needs a map, or a list of maps.',
          source.start - base,
          source.end - base,
        )
      }
      for (const [key, entry] of source.entries) if (!entries.has(key)) entries.set(key, entry)
    }
    return entries
  }
}

function tagged(tag: string, text: string, typing: Typing): ScalarValue {
  if (tag === '' || tag === '!' || tag === '!!str' || tag === '!!binary') return text
  return resolveScalar(text, typing)
}

/** The origin of a whole file: its first character. */
export function startOf(file: SourceFile): Origin {
  return { file, start: 0, end: 0 }
}
