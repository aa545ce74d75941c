import { isNull, itemsAt, mapAt, scalarAt, textAt } from '../../lib/node.ts'
import type { Origin } from '../../model/location.ts'
import type { GapReason } from '../../model/finding.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'
import type { ObjectId, Resource } from '../../model/resource.ts'
import { assign, AssignmentError, type ValueMode } from './strvals.ts'
import { type Branch, branch, mergeTrees, nodeOf, treeOf } from './tree.ts'
import { parseValues } from './values-text.ts'

/** Finds a ConfigMap or Secret that the release's cluster delivers. */
export type FindObject = (id: Pick<ObjectId, 'kind' | 'namespace' | 'name'>) => Resource | undefined

/**
 * `missing-key`: what `valuesFrom` names lacks the key. `split-text`: a text sets more than its `targetPath`.
 * `unreadable`: its text is no map, or cannot be set.
 */
export interface ValuesProblem {
  readonly code: 'missing-key' | 'split-text' | 'unreadable'
  readonly at: Origin
  readonly message: string
}

export interface ValuesGap {
  readonly reason: GapReason
  readonly at: Origin
  readonly message: string
}

/** What a HelmRelease hands to its chart. Every value keeps the place that gives it. */
export interface ComposedValues {
  readonly values: Mapping
  readonly problems: readonly ValuesProblem[]
  /** What `valuesFrom` names and we cannot read; the values may be more than these. */
  readonly gaps: readonly ValuesGap[]
}

/** Which of two values counts where a `targetPath` and `values` set the same one. */
export type Precedence = 'target' | 'inline'

/**
 * Composes `valuesFrom` and `values` as helm-controller does (spec/flux.md 5.4): since Flux 2.4 a `targetPath` may win
 * over an inline value; before, it never did.
 */
export function composeValues(
  release: Resource,
  find: FindObject,
  precedence: Precedence = 'target',
): ComposedValues {
  return new Composer(release, find, precedence).compose()
}

interface Reference {
  readonly kind: string
  readonly name: Scalar
  readonly key: string
  /** The value that names the key, else the object. */
  readonly keyAt: Origin
  readonly target: Scalar | undefined
  readonly isLiteral: boolean
  readonly isOptional: boolean
}

class Composer {
  private readonly release: Resource
  private readonly find: FindObject
  private readonly inline: Branch
  private readonly precedence: Precedence
  private readonly problems: ValuesProblem[] = []
  private readonly gaps: ValuesGap[] = []
  private result: Branch

  constructor(release: Resource, find: FindObject, precedence: Precedence) {
    this.precedence = precedence
    this.release = release
    this.find = find
    const values = mapAt(mapAt(release.node, 'spec'), 'values')
    this.inline = values === undefined ? branch(release.node) : treeOf(values)
    this.result = branch(values ?? release.node)
  }

  compose(): ComposedValues {
    for (const item of itemsAt(mapAt(this.release.node, 'spec'), 'valuesFrom')) {
      const reference = referenceOf(item)
      const value = reference === undefined ? undefined : this.valueOf(reference)
      if (reference !== undefined && value !== undefined) this.add(reference, value)
    }
    const values = nodeOf(mergeTrees(this.result, this.inline))
    return { values, problems: this.problems, gaps: this.gaps }
  }

  private valueOf(reference: Reference): Scalar | undefined {
    const { kind, name, key, keyAt, isOptional } = reference
    const id = { kind, namespace: this.release.id.namespace, name: name.text }
    const found = this.find(id)
    const label = `\`${kind} ${id.namespace}/${id.name}\``
    if (found === undefined) {
      const message = `${label} is not in the repository; the values it gives are unknown.`
      if (!isOptional) this.gaps.push({ reason: 'unknown-values', at: name, message })
      return undefined
    }
    if (found.node.entries.has('sops')) {
      const message = `${label} is encrypted; the values it gives are unknown.`
      this.gaps.push({ reason: 'encrypted', at: name, message })
      return undefined
    }
    const value = dataOf(found.node, kind, key)
    if (value === undefined && !isOptional) {
      this.problems.push({ code: 'missing-key', at: keyAt, message: `${label} has no key \`${key}\`.` })
    }
    return value
  }

  private add({ target, isLiteral }: Reference, value: Scalar): void {
    if (target === undefined) this.merge(value)
    else this.assign(target, value, isLiteral)
  }

  private merge(value: Scalar): void {
    const { documents, problems } = parseValues(value)
    const root = documents.find(document => document.root !== undefined)?.root
    if (root?.kind === 'map') this.result = mergeTrees(this.result, treeOf(root))
    const refusals = problems.map(({ at, message }) => ({ at, message }))
    if (root !== undefined && root.kind !== 'map' && !isNull(root)) {
      refusals.push({ at: root, message: 'The values are no map.' })
    }
    for (const refusal of refusals) this.refuse(value, refusal)
  }

  /** What a variable without a value leaves unreadable may be fine once it has one. */
  private refuse({ text }: Scalar, refusal: Omit<ValuesProblem, 'code'>): void {
    if (!text.includes('${')) this.problems.push({ code: 'unreadable', ...refusal })
    else this.gaps.push({ reason: 'unknown-values', at: refusal.at, message: UNKNOWN_VARIABLE })
  }

  private assign(target: Scalar, value: Scalar, isLiteral: boolean): void {
    const path = target.text
    if (this.precedence === 'target') this.result = mergeTrees(this.result, this.inline)
    const quoted = isLiteral ? undefined : unquoted(value)
    const mode: ValueMode = isLiteral ? 'literal' : quoted === undefined ? 'typed' : 'string'
    const assignment = { path, value: quoted ?? value, mode }
    try {
      // A list of assignments that ends in a mistake sets none of them.
      const count = assign(branch(target), assignment)
      assign(this.result, assignment)
      if (count > 1) this.problems.push({ code: 'split-text', at: value, message: splitText(path, count) })
    } catch (error) {
      if (!(error instanceof AssignmentError)) throw error
      const message = `\`${path}\` cannot be set: ${error.message}.`
      this.refuse(value, { at: error.part === 'path' ? target : value, message })
    }
  }
}

function splitText(path: string, count: number): string {
  const others = count === 2 ? 'another value' : `${String(count - 1)} other values`
  return `The text for \`${path}\` ends at its first comma, and what follows sets ${others}.`
}

const UNKNOWN_VARIABLE = 'The values hold a variable without a value, and cannot be read without it.'

function referenceOf(item: Node): Reference | undefined {
  const kind = textAt(item, 'kind')
  const name = scalarAt(item, 'name')
  if (kind === undefined || name === undefined) return undefined
  const key = filledAt(item, 'valuesKey')
  return {
    kind,
    name,
    key: key?.text ?? 'values.yaml',
    keyAt: key ?? name,
    target: filledAt(item, 'targetPath'),
    isLiteral: scalarAt(item, 'literal')?.value === true,
    isOptional: scalarAt(item, 'optional')?.value === true,
  }
}

/** An empty text is the same as none. */
function filledAt(item: Node, key: string): Scalar | undefined {
  return (textAt(item, key) ?? '') === '' ? undefined : scalarAt(item, key)
}

function dataOf(node: Mapping, kind: string, key: string): Scalar | undefined {
  const plain = scalarAt(mapAt(node, kind === 'Secret' ? 'stringData' : 'data'), key)
  if (plain !== undefined || kind !== 'Secret') return plain
  const encoded = scalarAt(mapAt(node, 'data'), key)
  if (encoded === undefined) return undefined
  return { ...encoded, text: Buffer.from(encoded.text, 'base64').toString('utf8') }
}

/** A value in quotes is a string, whatever it looks like. */
function unquoted(value: Scalar): Scalar | undefined {
  const { text } = value
  const quote = text[0]
  const isQuoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote)
  return isQuoted ? { ...value, text: text.slice(1, -1) } : undefined
}
