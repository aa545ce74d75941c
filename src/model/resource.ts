import type { Mapping } from './node.ts'
import type { Origin } from './location.ts'

/** `apps/Deployment`; the core group is empty: `/ConfigMap`. */
export type GroupKind = `${string}/${string}`

/** Name and namespace as written; `namespace` is `''` where there is none. */
export interface ObjectId {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/**
 * How an object came into a build: the `resources:` or `components:` entry that named its file, then the entry that
 * named the directory of that kustomization, and so on up to the build's own kustomization.
 */
export interface Trail {
  readonly at: Origin
  readonly parent: Trail | undefined
}

/** One object of a build. `node` carries the origin of every value in it. */
export interface Resource {
  readonly id: ObjectId
  readonly node: Mapping
  readonly trail: Trail | undefined
}

export function groupKind(id: ObjectId): GroupKind {
  return `${id.group}/${id.kind}`
}

/** `Deployment apps/web`, `Namespace web`: how messages name an object. */
export function shortId({ kind, namespace, name }: Pick<ObjectId, 'kind' | 'namespace' | 'name'>): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`
}

/** The identity of an object in a cluster: versions of one kind are one object. */
export function objectKey({ group, kind, namespace, name }: Omit<ObjectId, 'version'>): string {
  return `${group}/${kind}/${namespace}/${name}`
}
