import type { Origin } from '../../model/location.ts'
import type { Mapping, Scalar } from '../../model/node.ts'
import type { Trail } from '../../model/resource.ts'

/** A name that an object had before a transformer changed it; `namespace` is the effective one. */
export interface FormerId {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

export type Behavior = 'create' | 'merge' | 'replace'

/**
 * One object while it is being built. Transformers return new ones (`{ ...object, node }`); `serial` stays, so that
 * an object can be followed through them.
 */
export interface KustomizeObject {
  readonly serial: number
  readonly node: Mapping
  /** Oldest first; empty while the object is called what its file calls it. */
  readonly former: readonly FormerId[]
  /** `namePrefix`es and `nameSuffix`es that were put on, innermost first. */
  readonly prefixes: readonly string[]
  readonly suffixes: readonly string[]
  /** Whether the name gets a content hash at the end of the build. */
  readonly needsHash: boolean
  /** What a generator asked for; only generated objects have one. */
  readonly behavior: Behavior | undefined
  /** The generator's entry; the line that a content hash comes from. */
  readonly generator: Origin | undefined
  readonly trail: Trail | undefined
  /** Labels and annotations that stand in several places and are one value to kustomize. */
  readonly shared: ReadonlySet<Scalar>
  /** What `buildMetadata: [originAnnotations]` prints. */
  readonly madeBy: MadeBy | undefined
  /** What `buildMetadata: [transformerAnnotations]` prints. */
  readonly transformedBy: readonly MadeBy[]
}

export interface MadeBy {
  readonly path?: string
  readonly configuredIn?: string
  readonly configuredBy?: {
    readonly apiVersion: string
    readonly kind: string
    readonly name?: string
    readonly namespace?: string
  }
}

/** A pure step of a build. */
export type Transformer = (objects: readonly KustomizeObject[]) => readonly KustomizeObject[]

export const NONE_SHARED: ReadonlySet<Scalar> = new Set()

/** An object as its file has it: nothing was done to it yet. */
export function plainObject(serial: number, node: Mapping, trail: Trail | undefined): KustomizeObject {
  return {
    serial,
    node,
    former: [],
    prefixes: [],
    suffixes: [],
    needsHash: false,
    behavior: undefined,
    generator: undefined,
    trail,
    shared: NONE_SHARED,
    madeBy: undefined,
    transformedBy: [],
  }
}
