import type { Origin } from '../../model/location.ts'
import type { Mapping, Node } from '../../model/node.ts'
import type { Cause } from './cause.ts'

/** Where a cause stands in the object, as it was written. */
export interface Place {
  /** The value, or the map that has or lacks the field. */
  readonly node: Node
  readonly at: Origin
  /** `spec.containers[].name`: the number of an item says less than its line, and differs between overlays. */
  readonly path: string
}

/** Undefined where what was written is not known: a variable without a value, or a value that is encrypted. */
export function placeOf(root: Mapping, { rule, steps, field = '' }: Cause): Place | undefined {
  const found = valueAtSteps(root, steps)
  const nearest = found.key ?? found.node
  switch (rule) {
    case 'schema/unknown-field':
      return unknownField(root, found, field)
    case 'schema/missing-field':
      return hasUnknownKey(found.node) ? undefined : inside(found, field, nearest)
    case 'schema/combination':
      return holdsUnknown(found.node) ? undefined : { ...found, at: nearest }
    default:
      return valuePlace(found, nearest)
  }
}

function valuePlace(found: Found, nearest: Node): Place | undefined {
  if (found.node.kind !== 'scalar') return { ...found, at: nearest }
  return isUnknown(found.node) ? undefined : { ...found, at: found.node }
}

interface Found {
  readonly node: Node
  /** The key under which it stands; undefined for the root and the items of a list. */
  readonly key: Node | undefined
  readonly path: string
}

function valueAtSteps(root: Mapping, steps: readonly string[]): Found {
  let found: Found = { node: root, key: undefined, path: '' }
  for (const step of steps) {
    const next = below(found, step)
    if (next === undefined) return found
    found = next
  }
  return found
}

function below({ node, path }: Found, step: string): Found | undefined {
  if (node.kind === 'list') {
    const item = node.items[Number(step)]
    return item === undefined ? undefined : { node: item, key: undefined, path: `${path}[]` }
  }
  const entry = node.kind === 'map' ? node.entries.get(step) : undefined
  return entry === undefined ? undefined : { node: entry.value, key: entry.key, path: pathTo(path, step) }
}

function inside({ node, path }: Found, field: string, at: Origin): Place {
  return { node, at, path: pathTo(path, field) }
}

function pathTo(path: string, field: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(field)) return `${path}["${field}"]`
  return path === '' ? field : `${path}.${field}`
}

function unknownField(root: Mapping, found: Found, field: string): Place | undefined {
  const { node } = found
  const key = node.kind === 'map' ? node.entries.get(field)?.key : undefined
  if (key === undefined || field.includes('${')) return undefined
  // Flux takes the marks of SOPS away when it decrypts the object.
  return node === root && field === 'sops' ? undefined : inside(found, field, key)
}

/** What is left of a substitution whose value nobody knows, or of an encryption. */
function isUnknown(node: Node): boolean {
  return node.kind === 'scalar' && (node.text.includes('${') || node.text.startsWith('ENC['))
}

function hasUnknownKey(node: Node): boolean {
  return node.kind === 'map' && [...node.entries.keys()].some(key => key.includes('${'))
}

function holdsUnknown(node: Node): boolean {
  switch (node.kind) {
    case 'scalar':
      return isUnknown(node)
    case 'list':
      return node.items.some(holdsUnknown)
    case 'map':
      return hasUnknownKey(node) || [...node.entries.values()].some(({ value }) => holdsUnknown(value))
    default:
      return node satisfies never
  }
}
