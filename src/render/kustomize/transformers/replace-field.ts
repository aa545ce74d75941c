import { withScalar } from '../../../lib/node.ts'
import type { Mapping, Node, Scalar } from '../../../model/node.ts'
import type { Origin } from '../../../model/location.ts'
import { shortId } from '../../../model/resource.ts'
import { resolveScalar } from '../../../read/yaml/scalar.ts'
import { objectId } from '../identity.ts'
import { SelectorError } from '../select.ts'
import { LookupError } from './field-lookup.ts'
import { fieldPath } from './field-paths.ts'
import { changeMatches, type Matching } from './path-matcher.ts'
import { Refusal } from './refusal.ts'
import { type ScalarType, scalarType } from './scalar-type.ts'
import { embeddedMatches, withEmbedded } from './embedded-text.ts'

/** What is put into the fields of a target. */
export interface Replacement {
  readonly value: Node
  /** Whether the kustomization itself gives the value, as text without a type. */
  readonly isGiven: boolean
  readonly create: boolean
  readonly delimiter: string | undefined
  readonly index: number
}

/**
 * The object with the fields at one path replaced.
 * @throws Refusal at the path where there is no such field.
 */
export function replaceField(object: Mapping, path: Scalar, replacement: Replacement): Mapping {
  const { parts } = fieldPath(path.text)
  const make = replacement.create ? replacement.value.kind : undefined
  const embedded = withEmbedded(object, parts, {
    ...matching(path, replacement, make),
    set: current => embeddedValue(current, path, replacement),
  })
  if (embedded !== undefined) return embedded
  try {
    const { node, count } = changeMatches(object, parts, matching(path, replacement, make))
    if (count > 0) return node.kind === 'map' ? node : object
  } catch (error) {
    if (!(error instanceof LookupError || error instanceof SelectorError)) throw error
    throw noField(object, path, `: ${error.message.replace(/\.$/, '')}`)
  }
  throw noField(object, path, '')
}

function noField(object: Mapping, path: Scalar, why: string): Refusal {
  const message = `The replacement finds no field \`${path.text}\` in \`${shortId(objectId(object))}\`${why}.`
  return new Refusal('invalid-field', path, message)
}

function matching(path: Scalar, replacement: Replacement, make: Node['kind'] | undefined): Matching {
  return {
    make,
    at: path,
    set: current => newValue(current, path, replacement),
    intoText: (text, parts) => embeddedMatches(text, parts, make),
  }
}

/** Inside a text, options do not count, and any text can stand in the place of any scalar. */
function embeddedValue(current: Node | undefined, path: Scalar, { value, isGiven }: Replacement): Node {
  const at = isGiven ? value : path
  if (current?.kind === 'scalar') {
    const scalar = untyped(value.kind === 'scalar' ? value.text : '', current, at)
    return typeof current.value === 'string' ? withScalar(scalar, scalar.text) : scalar
  }
  return current === undefined && value.kind === 'scalar' ? untyped(value.text, undefined, at) : value
}

function newValue(current: Node | undefined, path: Scalar, replacement: Replacement): Node {
  const { value, isGiven, delimiter } = replacement
  const at = isGiven ? value : path
  if (current?.kind === 'scalar') {
    const text = joined(current.text, replacement)
    return isAnnotation(path) ? { ...untyped(text, current, at), value: text } : retyped(current, text, at)
  }
  if (current === undefined && value.kind === 'scalar') return untyped(joined('', replacement), undefined, at)
  if (delimiter !== undefined) {
    throw new Refusal('invalid-field', path, 'Only a text can be split, and the target is none.')
  }
  return isGiven && value.kind === 'scalar' ? untyped(value.text, undefined, at) : value
}

/** Whatever an annotation is, kustomize makes text of it in the end. */
function isAnnotation(path: Scalar): boolean {
  return path.text.startsWith('metadata.annotations.')
}

/** The new text: the value, or the old text with one of its pieces replaced or one more put to an end. */
function joined(old: string, { value, delimiter, index }: Replacement): string {
  const text = value.kind === 'scalar' ? value.text : ''
  if (delimiter === undefined) return text
  const pieces = old.split(delimiter)
  if (index < 0) pieces.unshift(text)
  else if (index >= pieces.length) pieces.push(text)
  else pieces[index] = text
  return pieces.join(delimiter)
}

function untyped(text: string, was: Node | undefined, { file, start, end }: Origin): Scalar {
  const step = { what: 'replacements', ...(was !== undefined && { was }) }
  return { kind: 'scalar', value: resolveScalar(text, 'resource'), text, file, start, end, step }
}

/**
 * The text with the type of the value that it replaces, as kustomize keeps it.
 * @throws Refusal where the text is no value of that type.
 */
function retyped(current: Scalar, text: string, at: Origin): Scalar {
  const scalar = untyped(text, current, at)
  const old = scalarType(current)
  if (old === 'text') return withScalar(scalar, text)
  const next = scalarType(scalar)
  if (next === old || (old === 'float' && next === 'integer')) return scalar
  const message = `The replacement puts \`${text}\` in the place of ${NAMES[old]}.`
  throw new Refusal('invalid-field', at, message)
}

const NAMES: Readonly<Record<ScalarType, string>> = {
  text: 'a text',
  integer: 'an integer',
  float: 'a number',
  boolean: 'a boolean',
  null: 'null',
}
