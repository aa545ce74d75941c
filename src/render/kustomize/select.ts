import { RE2JS } from 're2js'
import { mapAt, scalarAt } from '../../lib/node.ts'
import type { Mapping } from '../../model/node.ts'
import { currentId, effectiveNamespace, originalId } from './identity.ts'
import { type LabelSelector, matchesLabels, parseLabelSelector } from './select-labels.ts'
import type { KustomizeObject } from './object.ts'

/** Which objects are meant: all that match every part. Texts are anchored Go regular expressions. */
export interface Selector {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
  /** Kubernetes selector grammar: `app=web,tier in (a,b),!old`. */
  readonly labelSelector?: string
  readonly annotationSelector?: string
}

/** A selector whose text does not parse; the message says which part. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError'
  /** The field of the selector. */
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

const KEYS = [
  'group',
  'version',
  'kind',
  'name',
  'namespace',
  'labelSelector',
  'annotationSelector',
] as const satisfies readonly (keyof Selector)[]

const selectors = new WeakMap<Mapping, Selector>()

/** The selector that a `target:` or `select:` mapping writes. */
export function selectorOf(target: Mapping): Selector {
  const before = selectors.get(target)
  if (before !== undefined) return before
  const selector: { -readonly [Key in keyof Selector]: string } = {}
  for (const key of KEYS) {
    const value = scalarAt(target, key)
    if (value !== undefined && value.value !== null) selector[key] = value.text
  }
  selectors.set(target, selector)
  return selector
}

/** A text that must match as a whole; the empty pattern matches everything. */
export type Pattern = (text: string) => boolean

export interface Compiled {
  readonly group: Pattern
  readonly version: Pattern
  readonly kind: Pattern
  readonly name: Pattern
  readonly namespace: Pattern
  readonly labels: LabelSelector
  readonly annotations: LabelSelector
}

const compiled = new WeakMap<Selector, Compiled>()

/** @throws SelectorError for a regular expression or a label selector that does not parse. */
export function compileSelector(selector: Selector): Compiled {
  const before = compiled.get(selector)
  if (before !== undefined) return before
  const made = {
    group: anchored(selector, 'group'),
    version: anchored(selector, 'version'),
    kind: anchored(selector, 'kind'),
    name: anchored(selector, 'name'),
    namespace: anchored(selector, 'namespace'),
    labels: labelSelector(selector, 'labelSelector'),
    annotations: labelSelector(selector, 'annotationSelector'),
  }
  compiled.set(selector, made)
  return made
}

/**
 * Whether a patch target means this object: name and namespace as they are or first were, the rest as it is.
 * @throws SelectorError
 */
export function selects(selector: Selector, object: KustomizeObject): boolean {
  const want = compileSelector(selector)
  const current = currentId(object)
  const original = originalId(object)
  return (
    (want.namespace(effectiveNamespace(original)) || want.namespace(effectiveNamespace(current))) &&
    (want.name(original.name) || want.name(current.name)) &&
    want.group(current.group) &&
    want.version(current.version) &&
    want.kind(current.kind) &&
    selectsMetadata(want, object)
  )
}

export function selectsMetadata({ labels, annotations }: Compiled, { node }: KustomizeObject): boolean {
  if (labels.length === 0 && annotations.length === 0) return true
  const metadata = mapAt(node, 'metadata')
  return (
    matchesLabels(labels, mapAt(metadata, 'labels')) &&
    matchesLabels(annotations, mapAt(metadata, 'annotations'))
  )
}

function anchored(selector: Selector, field: keyof Selector): Pattern {
  const pattern = selector[field]
  if (pattern === undefined || pattern === '') return () => true
  if (CHOICE.test(pattern)) {
    const choice = pattern.replace(/[()]/g, '').split('|')
    return text => choice.includes(text)
  }
  const regex = compileRegex(`^(?:${pattern})$`, field, pattern)
  return text => regex.matcher(text).find()
}

/** What needs no engine: a word, or several as in `(kustomize-controller|helm-controller)`. */
const CHOICE = /^(?:[\w-]+(?:\|[\w-]+)*|\([\w-]+(?:\|[\w-]+)*\))$/

const regexes = new Map<string, RE2JS>()

/** @throws SelectorError that names `shown`, which stands in `field`. */
export function compileRegex(pattern: string, field: string, shown: string = pattern): RE2JS {
  const before = regexes.get(pattern)
  if (before !== undefined) return before
  try {
    const regex = RE2JS.compile(pattern)
    regexes.set(pattern, regex)
    return regex
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SelectorError(field, `\`${shown}\` is no regular expression: ${reason}.`)
  }
}

function labelSelector(selector: Selector, field: keyof Selector): LabelSelector {
  const parsed = parseLabelSelector(selector[field] ?? '')
  if (typeof parsed === 'string') throw new SelectorError(field, parsed)
  return parsed
}
