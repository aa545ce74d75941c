import {
  type AliasEvent,
  CHOMPING_MODE,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml'
import type { Typing } from '../../model/document.ts'
import type { Origin, SourceFile } from '../../model/location.ts'
import type { Node, Scalar } from '../../model/node.ts'
import { Anchors } from './anchors.ts'
import { DecodeError } from './decode-error.ts'
import { mappingEntries, type MappingEntries } from './mapping-entries.ts'
import type { Places } from './places.ts'
import { refuseEscapes } from './refusals.ts'
import { resourceValue, sigsValue } from './scalar-value.ts'

/** The text of one document, where it stands in its file, and how plain scalars are typed. */
export interface Decoding {
  readonly file: SourceFile
  readonly text: string
  readonly places: Places
  readonly typing: Typing
}

/** White space, comments and the indicator before a value that is not written. */
const BEFORE_EMPTY = /(?:[ \t\n]|#[^\n]*(?![^\n]))*[-:?](?=[ \t\n,\]}]|$)/y
const BEFORE_CLOSE = /(?:[ \t\n,]|#[^\n]*(?![^\n]))*[\]}]/y
const INDENTION = / */y

const LONG_PREFIX = 'tag:yaml.org,2002:'

interface Part {
  readonly start: number
  readonly end: number
}

type Styled = Pick<ScalarEvent, 'anchorStart' | 'anchorEnd' | 'tagStart' | 'tagEnd'>

/** Builds the node of one document from its events. One use each: it walks the events once. */
export class NodeBuilder {
  private readonly decoding: Decoding
  private readonly events: readonly Event[]
  private readonly anchors = new Anchors()
  private at: number
  /** Parts of `text` in `{ }` or `[ ]`, outermost ones only. */
  readonly flowParts: Part[] = []
  private depth = 0
  private flowDepth = 0
  /** Where what was read last ends in `text`. */
  private lastEnd = 0

  constructor(decoding: Decoding, events: readonly Event[], at: number) {
    this.decoding = decoding
    this.events = events
    this.at = at
  }

  /** The node whose first event is next. */
  build(): Node {
    this.anchors.countNode()
    const event = this.events[this.at++]
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return event.anchorStart < 0 ? this.scalar(event) : this.anchored(event, () => this.scalar(event))
      case EVENT_ID.ALIAS:
        return this.alias(event)
      case EVENT_ID.SEQUENCE:
        return event.anchorStart < 0 ? this.sequence(event) : this.anchored(event, () => this.sequence(event))
      case EVENT_ID.MAPPING:
        return event.anchorStart < 0 ? this.mapping(event) : this.anchored(event, () => this.mapping(event))
      default:
        throw new DecodeError('The document has no value where one is expected.', this.lastEnd)
    }
  }

  private anchored({ anchorStart, anchorEnd }: Styled, read: () => Node): Node {
    const name = this.anchorName(anchorStart, anchorEnd)
    const sizeBefore = this.anchors.size
    const anchor = this.anchors.open(name)
    const node = read()
    anchor.node = node
    anchor.size = this.anchors.size - sizeBefore + 1
    return node
  }

  private anchorName(start: number, end: number): string {
    const name = this.decoding.text.slice(start, end)
    if (/^[\w-]+$/.test(name)) return name
    throw new DecodeError(
      `The name \`${name}\` of an anchor has more than letters and digits.`,
      start - 1,
      end,
    )
  }

  private alias({ anchorStart, anchorEnd }: AliasEvent): Node {
    const name = this.anchorName(anchorStart, anchorEnd)
    this.lastEnd = anchorEnd
    return this.anchors.resolve(name, anchorStart - 1, anchorEnd)
  }

  private scalar(event: ScalarEvent): Scalar {
    const { typing } = this.decoding
    const text = this.textOf(event)
    const { start, end } = this.extent(event)
    if (this.flowDepth > 0) refuseFlowText(event, text)
    refuseEscapes(this.decoding.text, event)
    this.lastEnd = Math.max(this.lastEnd, end)
    const written = { text, style: event.style, start, end }
    const tag = this.tagOf(event)
    const value =
      typing === 'resource' ? resourceValue(written, tag, this.flowDepth > 0) : sigsValue(written, tag)
    const { file, start: from, end: to } = this.place(start, end)
    return { kind: 'scalar', value, text, file, start: from, end: to, step: undefined }
  }

  private textOf(event: ScalarEvent): string {
    const { text } = this.decoding
    if (event.fast) return event.valueStart < 0 ? '' : text.slice(event.valueStart, event.valueEnd)
    const value = getScalarValue(text, event)
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK
    // The last line of a text may have no line break, and then its scalar has none either.
    const isCut = isBlock && event.chomping !== CHOMPING_MODE.STRIP && event.valueEnd === text.length
    return isCut && value.endsWith('\n') && !text.endsWith('\n') ? value.slice(0, -1) : value
  }

  private tagOf(event: Event | undefined): string {
    if (event?.type !== EVENT_ID.SCALAR || event.tagStart < 0) return ''
    const { tagStart, tagEnd } = event
    const tag = this.decoding.text.slice(tagStart, tagEnd)
    const verbatim = tag.startsWith('!<') ? tag.slice(2, -1) : tag
    return verbatim.startsWith(LONG_PREFIX) ? `!!${verbatim.slice(LONG_PREFIX.length)}` : verbatim
  }

  /** Quotes belong to a scalar; a block scalar goes from its first character to the end of its last line. */
  private extent({ style, valueStart, valueEnd }: ScalarEvent): Part {
    if (valueStart < 0) {
      const at = endOfMatch(BEFORE_EMPTY, this.decoding.text, this.lastEnd)
      return { start: at, end: at }
    }
    switch (style) {
      case SCALAR_STYLE.PLAIN:
        return { start: valueStart, end: valueEnd }
      case SCALAR_STYLE.SINGLE_QUOTED:
      case SCALAR_STYLE.DOUBLE_QUOTED:
        return { start: valueStart - 1, end: valueEnd + 1 }
      default: {
        const { text } = this.decoding
        const start = endOfMatch(INDENTION, text, valueStart)
        const end = valueStart + text.slice(valueStart, valueEnd).trimEnd().length
        return { start: Math.min(start, Math.max(valueStart, end)), end: Math.max(valueStart, end) }
      }
    }
  }

  private sequence({ start, style }: SequenceEvent): Node {
    const items: Node[] = []
    this.enter(style, start)
    while (this.events[this.at]?.type !== EVENT_ID.POP) items.push(this.build())
    const { file, start: from, end } = this.leave(style, start)
    return { kind: 'list', items, file, start: from, end, step: undefined }
  }

  private mapping({ start, style }: MappingEvent): Node {
    this.enter(style, start)
    const entries = mappingEntries(this.decoding.typing, this.depth === 1)
    while (this.events[this.at]?.type !== EVENT_ID.POP) this.pair(entries)
    const { file, start: from, end } = this.leave(style, start)
    return { kind: 'map', entries: entries.finish(), file, start: from, end, step: undefined }
  }

  private enter(style: MappingEvent['style'], start: number): void {
    this.depth++
    if (style === COLLECTION_STYLE.FLOW) this.flowDepth++
    this.lastEnd = Math.max(this.lastEnd, style === COLLECTION_STYLE.FLOW ? start + 1 : start)
  }

  private leave(style: MappingEvent['style'], start: number): Origin {
    this.at++
    this.depth--
    if (style === COLLECTION_STYLE.FLOW) {
      this.flowDepth--
      this.lastEnd = endOfMatch(BEFORE_CLOSE, this.decoding.text, this.lastEnd)
      if (this.flowDepth === 0) this.flowParts.push({ start, end: this.lastEnd })
    }
    return this.place(start, this.lastEnd)
  }

  private pair(entries: MappingEntries): void {
    const event = this.events[this.at]
    const key = this.build()
    this.refuseMissingKey(event)
    const isPlain = event?.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN
    const span = { start: Math.max(0, startOfEvent(event, this.lastEnd)), end: this.lastEnd }
    const isAlias = this.events[this.at]?.type === EVENT_ID.ALIAS
    const value = this.build()
    if (isPlain && key.kind === 'scalar' && key.text === '<<' && event.tagStart < 0) {
      entries.merge(mergeSources(value, isAlias, span), span)
    } else entries.add({ key, value, span, isPlain, tag: this.tagOf(event) })
  }

  /** js-yaml lets a `:` stand alone for a null key; to Go a key that is not written needs its `?`. */
  private refuseMissingKey(event: Event | undefined): void {
    if (event?.type !== EVENT_ID.SCALAR || event.valueStart >= 0 || event.tagStart >= 0) return
    if (this.decoding.text.charAt(this.lastEnd - 1) !== ':') return
    throw new DecodeError('A `:` stands where no key is before it.', this.lastEnd - 1, this.lastEnd)
  }

  private place(start: number, end: number): Origin {
    const { file, places } = this.decoding
    const from = places.startOf(start)
    return { file, start: from, end: start === end ? from : Math.max(from, places.endOf(end)) }
  }
}

function endOfMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}

function startOfEvent(event: Event | undefined, otherwise: number): number {
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart < 0 ? otherwise : event.valueStart
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start
    default:
      return otherwise
  }
}

/** Go's decoders take `?` for the mark of a key there, even within a word. */
function refuseFlowText({ style, valueStart }: ScalarEvent, text: string): void {
  const at = style === SCALAR_STYLE.PLAIN ? text.indexOf('?') : -1
  if (at >= 0) throw new DecodeError('A plain text in `[ ]` or `{ }` cannot hold a `?`.', valueStart + at)
}

function mergeSources(value: Node, isAlias: boolean, { start, end }: Part): readonly Node[] {
  const sources = value.kind === 'list' && !isAlias ? value.items : [value]
  if (sources.every(({ kind }) => kind === 'map')) return sources
  throw new DecodeError('A merge key needs a map, or a list of maps.', start, end)
}
