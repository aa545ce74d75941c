import { isNull, valueAt, withItems, withValue } from '../../lib/node.ts'
import { type Mapping, mapping, type Node, sequence } from '../../model/node.ts'
import type { FieldSpec } from './field-specs-defaults.ts'
import { objectId } from './identity.ts'
import { Refusal } from './transformers/refusal.ts'

export { DEFAULT_FIELD_SPECS, type FieldSpec } from './field-specs-defaults.ts'

export interface FieldUpdate {
  /** The field's new value; `current` is undefined where the field was missing, or null and to be made. */
  readonly set: (current: Node | undefined) => Node
  /** What a missing field is made as; absent: missing fields stay missing, whatever the spec says. */
  readonly make?: 'map' | 'scalar'
}

type Kinds = Pick<FieldSpec, 'group' | 'version' | 'kind'>

/** Whether a spec means objects of this group, version and kind. */
export function specSelects(spec: Kinds, id: Required<Kinds>): boolean {
  return matches(spec.group, id.group) && matches(spec.version, id.version) && matches(spec.kind, id.kind)
}

/**
 * The object with every field changed that one of `specs` means.
 * @throws Refusal where a value on the way is neither a map nor a list.
 */
export function updateAtFieldSpecs(
  object: Mapping,
  specs: readonly FieldSpec[],
  update: FieldUpdate,
): Mapping {
  let current = object
  for (const spec of specs) current = updateAtFieldSpec(current, spec, update)
  return current
}

export function updateAtFieldSpec(object: Mapping, spec: FieldSpec, update: FieldUpdate): Mapping {
  if (!specSelects(spec, objectId(object))) return object
  const walk: Walk = { path: pathOf(spec), create: spec.create, update }
  const changed = updateBelow(object, 0, walk)
  return changed.kind === 'map' ? changed : object
}

interface Walk {
  readonly path: readonly string[]
  readonly create: boolean
  readonly update: FieldUpdate
}

const paths = new WeakMap<FieldSpec, readonly string[]>()

function pathOf(spec: FieldSpec): readonly string[] {
  const before = paths.get(spec)
  if (before !== undefined) return before
  const path = splitPath(spec.path, '/')
  paths.set(spec, path)
  return path
}

/** The parts of a path: one leading delimiter is dropped, `\` before a delimiter makes it part of a key. */
export function splitPath(path: string, delimiter: string): readonly string[] {
  const pieces = path.split(delimiter)
  if (pieces.length > 1 && pieces[0] === '') pieces.shift()
  const parts: string[] = []
  let open: string | undefined
  for (const piece of pieces) {
    const part: string = open === undefined ? piece : open + delimiter + piece
    open = part.endsWith('\\') ? part.slice(0, -1) : undefined
    if (open === undefined) parts.push(part)
  }
  if (open !== undefined) parts.push(`${open}\\`)
  return parts
}

function matches(wanted: string | undefined, actual: string): boolean {
  return wanted === undefined || wanted === '' || wanted === actual
}

function updateBelow(node: Node, depth: number, walk: Walk): Node {
  if (depth === walk.path.length) return walk.update.set(node)
  switch (node.kind) {
    case 'map':
      return updateField(node, depth, walk)
    case 'list':
      return updateItems(node, item => updateBelow(item, depth, walk))
    case 'scalar':
      if (node.value === null) return node
      throw new Refusal(
        'invalid-field',
        node,
        `\`${node.text}\` stands where the field \`${walk.path.join('/')}\` needs a map or a list.`,
      )
    default:
      return node satisfies never
  }
}

function updateItems(list: Extract<Node, { kind: 'list' }>, change: (item: Node) => Node): Node {
  const items = list.items.map(change)
  return items.some((item, index) => item !== list.items[index]) ? withItems(list, items) : list
}

function updateField(map: Mapping, depth: number, walk: Walk): Node {
  const part = walk.path[depth] ?? ''
  const isList = part.endsWith('[]')
  const key = isList ? part.slice(0, -2) : part
  if (key === '') throw new Refusal('invalid-field', map, 'A field spec has an empty key in its path.')
  const field = valueAt(map, key)
  const next = fieldValue(field, { map, depth, isList, walk })
  if (next === undefined || next === field) return map
  return withValue(map, key, next)
}

interface Step {
  readonly map: Mapping
  readonly depth: number
  readonly isList: boolean
  readonly walk: Walk
}

/** The new value of a field, of which `field` is the old; undefined where it is missing and stays so. */
function fieldValue(field: Node | undefined, step: Step): Node | undefined {
  const { depth, isList, walk } = step
  if (field !== undefined && !isNull(field)) return updateBelow(field, depth + 1, walk)
  if (isList) return field === undefined ? undefined : sequence(field, [])
  if (walk.create && walk.update.make !== undefined) return madeValue(field, step)
  return field !== undefined && isLast(step) ? walk.update.set(field) : field
}

function madeValue(field: Node | undefined, step: Step): Node {
  const { map, depth, walk } = step
  if (isLast(step)) return walk.update.set(undefined)
  return placed(updateBelow(mapping(field ?? map, new Map()), depth + 1, walk))
}

function isLast({ depth, walk }: Step): boolean {
  return depth + 1 === walk.path.length
}

/** A map that no file holds stands where its first value was written. */
function placed(made: Node): Node {
  const [first] = made.kind === 'map' ? made.entries.values() : []
  if (first === undefined) return made
  const { file, start, end } = first.value
  return { ...made, file, start, end }
}
