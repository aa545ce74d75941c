import type { Schema } from '../schema.ts'

/** A kind and its schema, without `apiVersion`, `kind` and `metadata`, which every object has. */
export interface ImportedKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly scope: string | undefined
  /** A kind of Kubernetes itself: its decoder takes `null` for an absent value everywhere. */
  readonly isNative: boolean
  readonly schema: Schema
  /** Definitions that refer to themselves, by name. */
  readonly recursive: ReadonlyMap<string, Schema>
}
