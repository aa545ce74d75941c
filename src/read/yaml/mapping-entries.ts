import type { Typing } from '../../model/document.ts'
import type { Entry, Node, Scalar } from '../../model/node.ts'
import { DecodeError, KeyError } from './decode-error.ts'
import { formatFloat32 } from './float32.ts'

/** Keys are JSON's when kustomize prints; go-yaml reads that JSON and allows a key this many characters. */
const MAX_KEY = 1024
const SHORT_KEY = 160

/** Where the text of a key stands, in the text that is read. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Pair {
  readonly key: Node
  readonly value: Node
  readonly span: Span
  readonly isPlain: boolean
  readonly tag: string
}

const TEXT_TAGS: ReadonlySet<string> = new Set(['', '!', '!!str'])

/** The entries of one mapping as they are read, with Go's rules for keys, duplicates and `<<`. */
export interface MappingEntries {
  readonly entries: ReadonlyMap<string, Entry>
  add(pair: Pair): void
  merge(sources: readonly Node[], span: Span): void
  finish(): ReadonlyMap<string, Entry>
}

export function mappingEntries(typing: Typing, isRoot: boolean): MappingEntries {
  return typing === 'resource' ? new ResourceEntries(isRoot) : new SigsEntries()
}

/** kustomize: keys are text, each once; own keys win over merged ones, and earlier merged maps over later ones. */
class ResourceEntries implements MappingEntries {
  readonly entries = new Map<string, Entry>()
  private readonly isRoot: boolean
  private merged: readonly Node[] | undefined
  private hasDropped = false

  constructor(isRoot: boolean) {
    this.isRoot = isRoot
  }

  add(pair: Pair): void {
    const { key, value, span } = pair
    const scalar = scalarKey(key, span)
    const { text } = scalar
    // kustomize clears `<<` once it has merged, and finds a quoted one too.
    if (text === '<<' && !this.hasDropped) {
      this.hasDropped = true
      return
    }
    this.checkText(scalar, pair)
    if (this.entries.has(text)) throw refuse(`The key \`${text}\` is set twice.`, span)
    this.entries.set(text, { key: scalar, value })
  }

  merge(sources: readonly Node[], span: Span): void {
    if (this.merged !== undefined) throw refuse('The key `<<` is set twice.', span)
    this.merged = sources
  }

  finish(): ReadonlyMap<string, Entry> {
    for (const source of this.merged ?? []) {
      if (source.kind !== 'map') continue
      for (const [name, entry] of source.entries) if (!this.entries.has(name)) this.entries.set(name, entry)
    }
    return this.entries
  }

  private checkText(key: Scalar, pair: Pair): void {
    const { text, value } = key
    const { span } = pair
    // At the top kustomize decodes into a map of text keys, which takes numbers as they are written.
    if (!isText(key, pair) && (!this.isRoot || value === null)) {
      throw refuseKey(`The key \`${text}\` is no text; JSON has text keys only.`, span)
    }
    if (text.includes('\u0085') || (text.length > SHORT_KEY && jsonLength(text) > MAX_KEY)) {
      throw refuse('The key is longer than kustomize can print.', span)
    }
  }
}

/** A key that is not written counts: it comes back as empty text when go-yaml v3 has written it. */
function isText({ text, value }: Scalar, { isPlain, tag }: Pair): boolean {
  if (text === '') return true
  return typeof value === 'string' && (!isPlain || value === text) && TEXT_TAGS.has(tag)
}

/** sigs.k8s.io/yaml: keys become text, the last of two wins, and `<<` overrides what stands before it. */
class SigsEntries implements MappingEntries {
  readonly entries = new Map<string, Entry>()

  add({ key, value, span }: Pair): void {
    const scalar = scalarKey(key, span)
    this.entries.set(keyText(scalar, span), { key: scalar, value })
  }

  merge(sources: readonly Node[]): void {
    for (const source of sources.toReversed()) {
      if (source.kind !== 'map') continue
      for (const [name, entry] of source.entries) this.entries.set(name, entry)
    }
  }

  finish(): ReadonlyMap<string, Entry> {
    return this.entries
  }
}

function scalarKey(key: Node, span: Span): Scalar {
  if (key.kind === 'scalar') return key
  throw refuseKey('A key is a list or a map; Kubernetes knows text keys only.', span)
}

function keyText({ value, text }: Scalar, span: Span): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return Number.isInteger(value) && /^[-+0-9_xXoObBa-fA-F]+$/.test(text)
        ? String(value)
        : formatFloat32(value)
    case 'bigint':
      if (value >= 2n ** 63n)
        throw refuseKey(`The key \`${text}\` is no text; JSON has text keys only.`, span)
      return String(value)
    case 'boolean':
      return String(value)
    default:
      throw refuseKey('A key is null; JSON has text keys only.', span)
  }
}

/** Length of the key as Go's JSON writes it. */
function jsonLength(text: string): number {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, '\\u0000').length
}

function refuse(message: string, { start, end }: Span): DecodeError {
  return new DecodeError(message, start, end)
}

function refuseKey(message: string, { start, end }: Span): KeyError {
  return new KeyError(message, start, end)
}
