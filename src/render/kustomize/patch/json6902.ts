import { keyNode, scalarAt, textAt, valueAt, withItems, withEntry, withoutKey } from '../../../lib/node.ts'
import { type Mapping, type Node, scalar, type Sequence } from '../../../model/node.ts'
import { shortId } from '../../../model/resource.ts'
import { objectId } from '../identity.ts'
import { Refusal } from '../transformers/refusal.ts'
import { isEqual } from './is-equal.ts'
import { indexIn } from './list-index.ts'

/**
 * Applies the operations of a JSON Patch (RFC 6902) in order, as kustomize does (evanphx/json-patch v4): `replace` makes
 * a missing key, negative indices count from the end, what stands before the first `/` of a path is not looked at.
 * @throws Refusal at the operation that does not apply.
 */
export function applyJsonPatch(object: Mapping, patch: Sequence): Mapping {
  let current: Node = object
  for (const operation of patch.items) {
    if (operation.kind !== 'map') throw notMap(operation)
    current = applied(current, operation)
  }
  if (current.kind === 'map') return current
  throw new Refusal('invalid-patch', patch, 'The patch makes something of the object that is no map.')
}

function notMap(operation: Node): Refusal {
  return new Refusal('invalid-patch', operation, 'An operation of the patch is no map.')
}

type Apply = (root: Node, operation: Mapping) => Node

const OPERATIONS: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['add', (root, operation) => changeAt(root, pointerAt(operation, 'path'), adding(valueOf(operation)))],
  ['remove', (root, operation) => changeAt(root, pointerAt(operation, 'path'), removed)],
  ['replace', replace],
  ['move', move],
  ['copy', copy],
  ['test', test],
])

function applied(root: Node, operation: Mapping): Node {
  const name = textAt(operation, 'op')
  const apply = OPERATIONS.get(name ?? '')
  if (apply !== undefined) return apply(root, operation)
  const at = scalarAt(operation, 'op') ?? operation
  const message = `An operation of the patch has ${name === undefined ? 'no `op`' : `the unknown \`op\` \`${name}\``}.`
  throw new Refusal('invalid-patch', at, message)
}

function replace(root: Node, operation: Mapping): Node {
  const pointer = pointerAt(operation, 'path')
  const value = valueOf(operation)
  if (pointer.text !== '') return changeAt(root, pointer, replacing(value))
  if (value.kind !== 'scalar') return value
  throw new Refusal('invalid-patch', value, 'The whole object can only be replaced by a map.')
}

function move(root: Node, operation: Mapping): Node {
  const from = pointerAt(operation, 'from')
  const value = valueUnder(root, from)
  const without = changeAt(root, from, removed)
  return changeAt(without, pointerAt(operation, 'path'), adding(value ?? nullAt(operation)))
}

function copy(root: Node, operation: Mapping): Node {
  const value = valueUnder(root, pointerAt(operation, 'from')) ?? nullAt(operation)
  return changeAt(root, pointerAt(operation, 'path'), adding(value))
}

function test(root: Node, operation: Mapping): Node {
  const pointer = pointerAt(operation, 'path')
  const actual = pointer.text === '' ? root : valueUnder(root, pointer)
  if (isEqual(actual ?? nullAt(operation), valueOf(operation))) return root
  const message = `The \`test\` of the patch fails: \`${pointer.text}\` has another value in ${nameOf(root)}.`
  throw new Refusal('invalid-patch', pointer.at, message)
}

function valueOf(operation: Mapping): Node {
  return valueAt(operation, 'value') ?? nullAt(operation)
}

function nullAt(operation: Mapping): Node {
  return scalar(operation, null, 'null')
}

interface Pointer {
  readonly text: string
  readonly at: Node
}

function pointerAt(operation: Mapping, field: 'path' | 'from'): Pointer {
  const text = textAt(operation, field)
  const at = valueAt(operation, field) ?? operation
  if (text !== undefined) return { text, at }
  throw new Refusal('invalid-patch', at, `An operation of the patch has no text as its \`${field}\`.`)
}

type Container = Mapping | Sequence

/** Gives the container with its part `key` changed; undefined where that cannot be. */
type Change = (container: Container, key: string) => Container | undefined

function adding(value: Node): Change {
  return (container, key) => {
    if (container.kind === 'map') return withMember(container, key, value)
    const { items } = container
    const index = key === '-' ? items.length : indexIn(key, items.length + 1)
    return index === undefined ? undefined : withItems(container, items.toSpliced(index, 0, value))
  }
}

function replacing(value: Node): Change {
  return (container, key) => {
    if (container.kind === 'map') return withMember(container, key, value)
    const index = indexIn(key, container.items.length)
    return index === undefined ? undefined : withItems(container, container.items.with(index, value))
  }
}

const removed: Change = (container, key) => {
  if (container.kind === 'map') return container.entries.has(key) ? withoutKey(container, key) : undefined
  const index = indexIn(key, container.items.length)
  return index === undefined ? undefined : withItems(container, container.items.toSpliced(index, 1))
}

function withMember(map: Mapping, key: string, value: Node): Mapping {
  return withEntry(map, key, { key: keyNode(key, value), value })
}

function changeAt(root: Node, pointer: Pointer, change: Change): Node {
  const parts = pointer.text.split('/').slice(1).map(decoded)
  const key = parts.pop()
  const changed = key === undefined ? undefined : changeBelow(root, parts, inner => change(inner, key))
  if (changed !== undefined) return changed
  throw new Refusal(
    'invalid-patch',
    pointer.at,
    `The patch's path \`${pointer.text}\` leads nowhere in ${nameOf(root)}.`,
  )
}

function changeBelow(
  node: Node,
  parts: readonly string[],
  change: (container: Container) => Container | undefined,
): Container | undefined {
  if (node.kind === 'scalar') return undefined
  const [part, ...rest] = parts
  if (part === undefined) return change(node)
  const child = childOf(node, part)
  const changed = child === undefined ? undefined : changeBelow(child, rest, change)
  if (changed === undefined) return undefined
  if (node.kind === 'list') return replacing(changed)(node, part)
  return withEntry(node, part, { key: node.entries.get(part)?.key ?? keyNode(part, changed), value: changed })
}

/** The value under a pointer; undefined for a missing key, refused where the way there is missing. */
function valueUnder(root: Node, pointer: Pointer): Node | undefined {
  let found: Node | undefined
  changeAt(root, pointer, (container, key) => {
    found = childOf(container, key)
    return found === undefined && container.kind === 'list' ? undefined : container
  })
  return found
}

function childOf(container: Container, key: string): Node | undefined {
  if (container.kind === 'map') return valueAt(container, key)
  const index = indexIn(key, container.items.length)
  return index === undefined ? undefined : container.items[index]
}

function nameOf(root: Node): string {
  return root.kind === 'map' ? `\`${shortId(objectId(root))}\`` : 'the object'
}

function decoded(part: string): string {
  return part.replaceAll(/~[01]/g, mark => (mark === '~1' ? '/' : '~'))
}
