import type { Origin } from './location.ts'

/** What Kubernetes sees of a scalar. Integers beyond 2^53 are `bigint`, exact to 64 bits. */
export type ScalarValue = string | number | bigint | boolean | null

/**
 * What computed a value that no file holds as it is. The node's own origin is then the line that changed the value
 * (the `namePrefix:` line, the `newTag:` of an image), and `was` is the value before.
 */
export interface Step {
  readonly what: string
  readonly was?: Node
}

interface NodeBase extends Origin {
  readonly step?: Step | undefined
}

/** `text` is the scalar's content before typing: `0777` where `value` is 511. */
export interface Scalar extends NodeBase {
  readonly kind: 'scalar'
  readonly value: ScalarValue
  readonly text: string
}

export interface Entry {
  readonly key: Scalar
  readonly value: Node
}

/** Keys are data: they live in a Map, so that `__proto__` is a key like any other. Order is the file's. */
export interface Mapping extends NodeBase {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Entry>
}

export interface Sequence extends NodeBase {
  readonly kind: 'list'
  readonly items: readonly Node[]
}

/** A YAML value that knows where it was written. Nodes never change; a change makes new ones that share the rest. */
export type Node = Scalar | Mapping | Sequence

export function scalar(origin: Origin, value: ScalarValue, text: string = String(value)): Scalar {
  return {
    kind: 'scalar',
    value,
    text,
    file: origin.file,
    start: origin.start,
    end: origin.end,
    step: undefined,
  }
}

export function mapping(origin: Origin, entries: ReadonlyMap<string, Entry>): Mapping {
  return { kind: 'map', entries, file: origin.file, start: origin.start, end: origin.end, step: undefined }
}

export function sequence(origin: Origin, items: readonly Node[]): Sequence {
  return { kind: 'list', items, file: origin.file, start: origin.start, end: origin.end, step: undefined }
}

/** A value that `step.what`, written at `origin`, computed from `step.was`. */
export function computed(origin: Origin, step: Step, value: ScalarValue): Scalar {
  const { file, start, end } = origin
  return { kind: 'scalar', value, text: String(value), file, start, end, step }
}
