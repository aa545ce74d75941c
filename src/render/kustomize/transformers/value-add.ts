import { itemsAt, mapAt, scalarAt, withItems, withScalar, withValue } from '../../../lib/node.ts'
import { type Mapping, mapping, type Node, scalar, type Scalar, sequence } from '../../../model/node.ts'
import type { Context } from '../context.ts'
import { splitPath } from '../field-specs.ts'
import type { KustomizeObject, Transformer } from '../object.ts'
import { LookupError, lookupField, withValueAt } from './field-lookup.ts'
import { pathStep } from './field-paths.ts'
import { withNamespace } from './namespace.ts'
import { changeEach, orElse, Refusal } from './refusal.ts'
import { selectedBy } from './selected.ts'
import { rewritten, settingAt } from './texts.ts'

export interface ValueAddOptions {
  /** The configuration of a `ValueAddTransformer`: `value` and `targets`. */
  readonly config: Mapping
  /** Used where there is no `value`: the last part of the kustomization's path. */
  readonly directoryName: string
  /** What the file at `targetFilePath` holds. */
  readonly moreTargets: readonly Mapping[]
}

/** Puts one text into fields, or into the file paths that they hold. */
export function valueAddTransformer(options: ValueAddOptions, context: Context): Transformer {
  const { config, directoryName, moreTargets } = options
  const targets = [...itemsAt(config, 'targets'), ...moreTargets].filter(target => target.kind === 'map')
  const value = addedValue(config, directoryName)
  return orElse(context, unchanged, () => {
    if (targets.length === 0) throw new Refusal('invalid-field', config, 'The transformer has no target.')
    const additions = targets.map(target => addition(target, value))
    return objects =>
      additions.reduce((current, add) => changeEach(context, current, object => add(object)), objects)
  })
}

function unchanged(objects: readonly KustomizeObject[]): readonly KustomizeObject[] {
  return objects
}

function addedValue(config: Mapping, directoryName: string): Scalar {
  const given = settingAt(config, 'value')
  const text = given?.text.trim() ?? ''
  if (given === undefined || text === '') return scalar(config, directoryName)
  return withScalar(given, text, text)
}

type Addition = (object: KustomizeObject) => KustomizeObject

function addition(target: Mapping, value: Scalar): Addition {
  const path = settingAt(target, 'fieldPath')
  if (path === undefined) throw new Refusal('invalid-field', target, 'A target has no `fieldPath`.')
  const selector = mapAt(target, 'selector')
  const isSelected = selector === undefined ? (): boolean => true : selectedBy(selector)
  const position = positionOf(target)
  const change =
    path.text === 'metadata/namespace'
      ? (node: Mapping): Mapping => withNamespace(node, { namespace: value, fieldSpecs: [] })
      : (node: Mapping): Mapping => withAddition(node, path, { value, position })
  return object => (isSelected(object) ? { ...object, node: change(object.node) } : object)
}

function positionOf(target: Mapping): number {
  const field = scalarAt(target, 'filePathPosition')
  const position = Number(field?.value ?? 0)
  if (field === undefined || position >= 0) return position
  throw new Refusal('invalid-field', field, `The \`filePathPosition\` is ${field.text}; it counts from 1.`)
}

function withAddition(
  object: Mapping,
  path: Scalar,
  { value, position }: { value: Scalar; position: number },
): Mapping {
  const set = (current: Node | undefined): Node => {
    if (current !== undefined && current.kind !== 'scalar') {
      throw new Refusal('invalid-field', path, `The path \`${path.text}\` leads to what is no text.`)
    }
    const text = position > 0 ? insertPart(current?.text ?? '', position - 1, value.text) : value.text
    return rewritten(current, text, { at: value, what: 'ValueAddTransformer' })
  }
  try {
    const parts = splitPath(path.text, '/').filter(part => part.trim() !== '')
    const place = lookupField(object, parts)
    const node =
      place === undefined ? withMade(object, parts, set) : withValueAt(object, place.way, set(place.node))
    return node.kind === 'map' ? node : object
  } catch (error) {
    if (!(error instanceof LookupError)) throw error
    throw new Refusal(
      'invalid-field',
      path,
      `The path \`${path.text}\` does not fit the object: ${error.message}.`,
    )
  }
}

/** Makes the maps and list items on a path; an index alone makes nothing. */
function withMade(node: Node, [part, ...rest]: readonly string[], set: (current: undefined) => Node): Node {
  if (part === undefined) return set(undefined)
  const step = pathStep(part)
  const place = lookupField(node, [part])
  if (place !== undefined) return withValueAt(node, place.way, withMade(place.node, rest, set))
  if (step.kind === 'match') {
    const list = node.kind === 'list' ? node : sequence(node, [])
    const named = withValue(mapping(node, new Map()), step.key, scalar(node, step.value))
    return withItems(list, [...list.items, withMade(named, rest, set)])
  }
  if (step.kind !== 'key') return node
  const map = node.kind === 'map' ? node : mapping(node, new Map())
  return withValue(map, step.key, withMade(scalar(node, null), rest, set))
}

/** Puts a part into a file path, counted from 0 and never in front of a leading `/`; too far is at the end. */
export function insertPart(path: string, index: number, part: string): string {
  const isAbsolute = path.startsWith('/')
  const parts = path.split('/').filter(piece => piece !== '')
  parts.splice(index, 0, part)
  return (isAbsolute ? '/' : '') + parts.join('/')
}
