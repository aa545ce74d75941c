import type { Mapping, Node, Scalar, Sequence } from '../../model/node.ts'
import { escapeDouble } from './escape.ts'
import { compareKeys } from './key-order.ts'
import { formatNumber } from './number.ts'
import { Page } from './page.ts'
import { hasBreak, styleOf } from './style.ts'

/**
 * Where a scalar stands in an emitted text, quotes included, `end` exclusive. A literal block goes from its `|` to the
 * end of its last line, line break included where the scalar has one.
 */
export interface Span {
  readonly start: number
  readonly end: number
  readonly node: Scalar
  readonly isKey: boolean
}

export interface Emitted {
  readonly text: string
  /** In the order of the text, which is that of the sorted keys. */
  readonly spans: readonly Span[]
}

const STEP = 2
const NEXT_LINE = '\u0085'
/** Bytes of the longest key that stands on one line with its value. */
const MAX_SIMPLE_KEY = 128

/**
 * One document as `kustomize build` prints it: Go's JSON, then go-yaml v2 (kustomize.md, 1.8). No leading `---`, one
 * line break at the end.
 */
export function emitYaml(node: Node): string {
  const before = emitted.get(node)
  if (before !== undefined) return before
  const text = new Emission(undefined).document(node)
  emitted.set(node, text)
  return text
}

/** An object that several builds leave as it is is printed once. */
const emitted = new WeakMap<Node, string>()

/** `emitYaml`, and where in the text each scalar stands. */
export function emitWithSpans(node: Node): Emitted {
  const spans: Span[] = []
  const text = new Emission(spans).document(node)
  return { text, spans }
}

interface Place {
  /** Column of the block around; -1 for the document. */
  readonly indent: number
  readonly isItem: boolean
}

class Emission {
  private readonly page = new Page()
  private readonly spans: Span[] | undefined

  constructor(spans: Span[] | undefined) {
    this.spans = spans
  }

  document(node: Node): string {
    this.node(node, { indent: -1, isItem: false })
    this.page.startLine(0)
    return this.page.text
  }

  private node(node: Node, place: Place): void {
    switch (node.kind) {
      case 'scalar':
        this.scalar(node, place.indent)
        break
      case 'map':
        this.mapping(node, place)
        break
      case 'list':
        this.sequence(node, place)
        break
      default:
        node satisfies never
    }
  }

  private mapping({ entries }: Mapping, place: Place): void {
    if (entries.size === 0) {
      this.page.word('{}')
      return
    }
    const indent = place.indent < 0 ? 0 : place.indent + STEP
    for (const name of sortedKeys(entries)) {
      const entry = entries.get(name)
      if (entry === undefined) continue
      this.page.startLine(indent)
      this.key(name, entry.key, indent)
      this.node(entry.value, { indent, isItem: false })
    }
  }

  private key(name: string, node: Scalar, indent: number): void {
    if (isPlainKey(name)) {
      this.span(this.page.word(name), node, true)
      this.page.colon()
      return
    }
    if (isSimpleKey(name)) {
      this.string(name, node, { indent: indent + STEP, isKey: true })
      this.page.colon()
      return
    }
    this.page.blockIndicator('?')
    const start = this.string(name, undefined, { indent: indent + STEP, isKey: false })
    this.spans?.push({ start, end: this.page.length, node, isKey: true })
    this.page.startLine(indent)
    this.page.blockIndicator(':')
  }

  private sequence({ items }: Sequence, place: Place): void {
    if (items.length === 0) {
      this.page.word('[]')
      return
    }
    // A list below a key stands at the key's own column.
    const isIndentless = !place.isItem && !this.page.isAtIndention
    const indent = place.indent < 0 ? 0 : place.indent + (isIndentless ? 0 : STEP)
    for (const item of items) {
      this.page.startLine(indent)
      this.page.blockIndicator('-')
      this.node(item, { indent, isItem: true })
    }
  }

  private scalar(node: Scalar, around: number): void {
    const { value } = node
    const indent = around < 0 ? STEP : around + STEP
    if (typeof value === 'string') this.string(value, node, { indent, isKey: false })
    else
      this.span(this.page.word(typeof value === 'number' ? formatNumber(value) : String(value)), node, false)
  }

  private string(
    text: string,
    node: Scalar | undefined,
    folding: { indent: number; isKey: boolean },
  ): number {
    const start = this.styled(text.includes(NEXT_LINE) ? foldNextLines(text) : text, folding)
    this.span(start, node, folding.isKey)
    return start
  }

  private styled(text: string, folding: { indent: number; isKey: boolean }): number {
    const { page } = this
    const style = styleOf(text)
    switch (style) {
      case 'plain':
        return page.plain(text, folding)
      case 'single':
        return page.quoted("'", text.replaceAll("'", "''"), folding)
      case 'double':
        return page.quoted('"', escapeDouble(text), folding)
      case 'literal':
        return page.literal(text, folding.indent)
      default:
        return style satisfies never
    }
  }

  private span(start: number, node: Scalar | undefined, isKey: boolean): void {
    if (node !== undefined) this.spans?.push({ start, end: this.page.length, node, isKey })
  }
}

function sortedKeys(entries: Mapping['entries']): readonly string[] {
  const keys = [...entries.keys()]
  return keys.length > 1 ? keys.sort(compareKeys) : keys
}

const MAX_PLAIN_KEYS = 10_000
const plainKeys = new Map<string, boolean>()

/** Whether a key is written as it is. A fleet has few keys, each many times. */
function isPlainKey(name: string): boolean {
  const before = plainKeys.get(name)
  if (before !== undefined) return before
  const isPlain = isSimpleKey(name) && styleOf(name) === 'plain'
  if (plainKeys.size < MAX_PLAIN_KEYS) plainKeys.set(name, isPlain)
  return isPlain
}

function isSimpleKey(name: string): boolean {
  if (hasBreak(name)) return false
  return name.length * 3 <= MAX_SIMPLE_KEY || Buffer.byteLength(name) <= MAX_SIMPLE_KEY
}

/** JSON keeps U+0085 as it is, and go-yaml takes it for a line break when it reads that JSON. */
function foldNextLines(text: string): string {
  return text.replace(/ *\u0085(?: *\u0085)* */g, breaks => {
    const count = breaks.split(NEXT_LINE).length - 1
    return count === 1 ? ' ' : '\n'.repeat(count - 1)
  })
}
