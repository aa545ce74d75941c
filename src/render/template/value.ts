import type { Node, Scalar } from '../../model/node.ts'

interface Base {
  /** What the value was taken from, as it is; undefined for what the template itself says or makes. */
  readonly at?: Node | undefined
}

export interface GoText extends Base {
  readonly kind: 'text'
  readonly text: string
}

/** Go's `int`, and its `int64` where `isLong`: a function that takes the one refuses the other. */
export interface GoInteger extends Base {
  readonly kind: 'integer'
  readonly value: bigint
  readonly isLong: boolean
}

export interface GoFloat extends Base {
  readonly kind: 'float'
  readonly value: number
}

export interface GoBoolean extends Base {
  readonly kind: 'boolean'
  readonly value: boolean
}

export interface GoNil extends Base {
  readonly kind: 'nil'
}

export interface GoList extends Base {
  readonly kind: 'list'
  readonly items: readonly GoValue[]
  /** Go gives the items in another order each time. */
  readonly isUnordered?: boolean
}

export interface GoMap extends Base {
  readonly kind: 'map'
  readonly entries: Map<string, GoValue>
  /** `map[string]string`, which no function takes that works on `map[string]any`. */
  readonly isOfTexts?: boolean
}

/** What only the cluster knows; a template that uses it cannot be rendered here. */
export interface GoUnknown extends Base {
  readonly kind: 'unknown'
  /** What it is, as a message names it. */
  readonly what: string
}

/** A value as Go's text/template sees it, and where it was written. */
export type GoValue = GoText | GoInteger | GoFloat | GoBoolean | GoNil | GoList | GoMap | GoUnknown

export const NIL: GoNil = { kind: 'nil' }

export function goText(text: string, at?: Node): GoText {
  return { kind: 'text', text, at }
}

export function goInteger(value: bigint | number): GoInteger {
  return { kind: 'integer', value: BigInt(value), isLong: false }
}

export function goLong(value: bigint): GoInteger {
  return { kind: 'integer', value: BigInt.asIntN(64, value), isLong: true }
}

export function goFloat(value: number): GoFloat {
  return { kind: 'float', value }
}

export function goBoolean(value: boolean): GoBoolean {
  return { kind: 'boolean', value }
}

export function goList(items: readonly GoValue[]): GoList {
  return { kind: 'list', items }
}

export function goMap(entries: Iterable<readonly [string, GoValue]>): GoMap {
  return { kind: 'map', entries: new Map(entries) }
}

/** A value of a file as Kubernetes decodes it: a whole number is an `int64`, however it is written. */
export function fromNode(node: Node): GoValue {
  switch (node.kind) {
    case 'scalar':
      return fromScalar(node)
    case 'list':
      return { kind: 'list', items: node.items.map(fromNode), at: node }
    case 'map':
      return {
        kind: 'map',
        entries: new Map([...node.entries].map(([key, { value }]) => [key, fromNode(value)])),
        at: node,
      }
    default:
      return node satisfies never
  }
}

function fromScalar(at: Scalar): GoValue {
  const { value } = at
  if (value === null) return { kind: 'nil', at }
  switch (typeof value) {
    case 'string':
      return { kind: 'text', text: value, at }
    case 'boolean':
      return { kind: 'boolean', value, at }
    default:
      return isLong(value) ? { ...goLong(BigInt(value)), at } : { kind: 'float', value: Number(value), at }
  }
}

function isLong(value: number | bigint): boolean {
  if (typeof value === 'number' && !Number.isInteger(value)) return false
  const whole = BigInt(value)
  return BigInt.asIntN(64, whole) === whole
}

/** What `if`, `and` and `default` take for true: neither zero nor empty. */
export function isTrue(value: GoValue): boolean {
  switch (value.kind) {
    case 'text':
      return value.text !== ''
    case 'integer':
      return value.value !== 0n
    case 'float':
      return value.value !== 0
    case 'boolean':
      return value.value
    case 'list':
      return value.items.length > 0
    case 'map':
      return value.entries.size > 0
    case 'nil':
      return false
    case 'unknown':
      return true
    default:
      return value satisfies never
  }
}

/** The name of its type in Go. */
export function typeName(value: GoValue): string {
  switch (value.kind) {
    case 'text':
      return 'string'
    case 'integer':
      return value.isLong ? 'int64' : 'int'
    case 'float':
      return 'float64'
    case 'boolean':
      return 'bool'
    case 'list':
      return 'list'
    case 'map':
      return 'map'
    case 'nil':
    case 'unknown':
      return 'nil'
    default:
      return value satisfies never
  }
}
