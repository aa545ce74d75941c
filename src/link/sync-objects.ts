import { objectIdOf } from '../lib/kubernetes-id.ts'
import { scalarAt } from '../lib/node.ts'
import type { Origin } from '../model/location.ts'
import { type Mapping, mapping, type Node, type Scalar, scalar } from '../model/node.ts'
import type { Resource } from '../model/resource.ts'

/** What a sync's source and Kustomization are called, and the place that asks for them. */
export interface Sync {
  readonly name: string
  readonly namespace: string
  readonly kind: string
  readonly at: Origin
}

/** The Kustomization that bootstrap or the Flux Operator makes of a sync (spec/flux.md 7.1, 7.2). */
export function syncKustomization({
  name,
  namespace,
  kind,
  path,
  at,
  account,
}: Sync & { path: Scalar; account?: string }): Resource {
  return madeObject(at, {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: object(at, { name, namespace }),
    spec: object(at, {
      interval: '10m',
      path,
      prune: scalar(at, true),
      sourceRef: object(at, { kind, name }),
      ...(account === undefined ? {} : { serviceAccountName: account }),
    }),
  })
}

/** Its source, as the Flux Operator writes what a FluxInstance says in `sync` (spec/flux.md 7.2, step 3). */
export function syncSource({
  name,
  namespace,
  kind,
  at,
  sync,
}: Sync & { sync: Mapping | undefined }): Resource {
  const [url, ref, pullSecret, provider] = ['url', 'ref', 'pullSecret', 'provider'].map(field =>
    scalarAt(sync, field),
  )
  const isBucket = kind === 'Bucket'
  return madeObject(at, {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind,
    metadata: object(at, { name, namespace }),
    spec: object(at, {
      interval: scalarAt(sync, 'interval') ?? '1m',
      ...(url === undefined ? {} : { [isBucket ? 'endpoint' : 'url']: url }),
      ...(ref === undefined ? {} : refOf(kind, ref)),
      ...(pullSecret === undefined ? {} : { secretRef: object(at, { name: pullSecret }) }),
      ...(provider === undefined ? {} : { provider }),
    }),
  })
}

function refOf(kind: string, ref: Scalar): Fields {
  if (kind === 'Bucket') return { bucketName: ref }
  return { ref: object(ref, kind === 'OCIRepository' ? { tag: ref } : { name: ref }) }
}

type Fields = Readonly<Record<string, string | Node | { readonly name: string; readonly namespace: string }>>

/** An object that no file holds; all of it that is not given as a node stands at `at`. */
export function madeObject(at: Origin, fields: Fields): Resource {
  const node = object(at, fields)
  const id = objectIdOf(node)
  if (id === undefined) throw new Error('a made object has no apiVersion or kind')
  return { id, node, trail: undefined }
}

function object(at: Origin, fields: Fields): Mapping {
  const entries = Object.entries(fields).map(([key, value]) => {
    const text = typeof value === 'string' ? scalar(at, value) : value
    const node = 'file' in text ? text : object(at, { ...text })
    return [key, { key: scalar(at, key), value: node }] as const
  })
  return mapping(at, new Map(entries))
}
