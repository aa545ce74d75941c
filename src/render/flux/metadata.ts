import { itemsAt, mapAt, textAt, withEntry, withValue } from '../../lib/node.ts'
import { objectIdOf } from '../../lib/kubernetes-id.ts'
import { computed, type Entry, type Mapping, mapping } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'
import { KUSTOMIZE_GROUP, nameOrigin, specOf } from './spec.ts'

/** `*List` objects become their items, and what is no Kubernetes object is dropped (spec/flux.md 1.6). */
export function* expandLists(resource: Resource): Generator<Resource> {
  const { id, node, trail } = resource
  if (id.group === 'kustomize.config.k8s.io' && id.kind === 'Kustomization') return
  if (!id.kind.endsWith('List') || !node.entries.has('items')) {
    yield resource
    return
  }
  for (const item of itemsAt(node, 'items')) {
    const itemId = item.kind === 'map' ? objectIdOf(item) : undefined
    if (item.kind === 'map' && itemId !== undefined) yield { id: itemId, node: item, trail }
  }
}

/** Owner labels, then `commonMetadata` over what is there (spec/flux.md 1.7). */
export function labelled(resource: Resource, owner: Resource): Resource {
  const metadata = mapAt(resource.node, 'metadata')
  if (metadata === undefined) return resource
  const changed = withCommonMetadata(withOwnerLabels(metadata, owner, KUSTOMIZE_GROUP), owner)
  return { ...resource, node: withValue(resource.node, 'metadata', changed) }
}

/** `commonMetadata` of `owner` over what is there. */
export function withCommonMetadata(metadata: Mapping, owner: Resource): Mapping {
  const common = mapAt(specOf(owner), 'commonMetadata')
  const changed = withStrings(metadata, 'labels', mapAt(common, 'labels')?.entries)
  return withStrings(changed, 'annotations', mapAt(common, 'annotations')?.entries)
}

/** The labels that say whose object this is; `prefix` stands before `/name` and `/namespace`. */
export function withOwnerLabels(metadata: Mapping, owner: Resource, prefix: string): Mapping {
  const at = nameOrigin(owner)
  const entry = (key: string, value: string): [string, Entry] => {
    const step = { what: 'the owner label of Flux' }
    return [key, { key: computed(at, step, key), value: computed(at, step, value) }]
  }
  const labels = [entry(`${prefix}/name`, owner.id.name), entry(`${prefix}/namespace`, owner.id.namespace)]
  return withStrings(metadata, 'labels', new Map(labels))
}

function withStrings(
  metadata: Mapping,
  field: string,
  entries: ReadonlyMap<string, Entry> | undefined,
): Mapping {
  const first = entries?.values().next().value
  if (entries === undefined || first === undefined) return metadata
  let strings = mapAt(metadata, field) ?? mapping(first.value, new Map())
  for (const [key, entry] of entries) strings = withEntry(strings, key, entry)
  return withValue(metadata, field, strings)
}

/** Switches that an object may carry as a label or as an annotation (spec/flux.md 1.8). */
export function isSwitched({ node }: Resource, key: string, value: string): boolean {
  const metadata = mapAt(node, 'metadata')
  const name = `${KUSTOMIZE_GROUP}/${key}`
  return (
    textAt(mapAt(metadata, 'labels'), name) === value ||
    textAt(mapAt(metadata, 'annotations'), name) === value
  )
}
