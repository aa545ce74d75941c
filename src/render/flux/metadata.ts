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
  const common = mapAt(specOf(owner), 'commonMetadata')
  const metadata = mapAt(resource.node, 'metadata')
  if (metadata === undefined) return resource
  let changed = withStrings(metadata, 'labels', ownerLabels(owner))
  changed = withStrings(changed, 'labels', mapAt(common, 'labels')?.entries)
  changed = withStrings(changed, 'annotations', mapAt(common, 'annotations')?.entries)
  return { ...resource, node: withValue(resource.node, 'metadata', changed) }
}

function ownerLabels(owner: Resource): ReadonlyMap<string, Entry> {
  const at = nameOrigin(owner)
  const entry = (key: string, value: string): [string, Entry] => {
    const step = { what: 'the owner label of Flux' }
    return [key, { key: computed(at, step, key), value: computed(at, step, value) }]
  }
  return new Map([
    entry(`${KUSTOMIZE_GROUP}/name`, owner.id.name),
    entry(`${KUSTOMIZE_GROUP}/namespace`, owner.id.namespace),
  ])
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
