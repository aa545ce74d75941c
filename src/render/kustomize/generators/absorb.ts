import { mapAt, scalarAt, valueAt, withoutKey, withScalar, withValue } from '../../../lib/node.ts'
import { type Entry, type Mapping, mapping, type Node, scalar } from '../../../model/node.ts'
import { shortId } from '../../../model/resource.ts'
import { currentId, hasEverId } from '../identity.ts'
import type { Level } from '../level.ts'
import { type KustomizeObject, NONE_SHARED } from '../object.ts'

/**
 * Takes a generated object in: a new id is appended, a known one is merged or replaced as the generator says. What
 * it cannot say is reported, and the objects stay as they are.
 */
export function absorb(
  objects: readonly KustomizeObject[],
  incoming: KustomizeObject,
  level: Level,
): readonly KustomizeObject[] {
  const id = currentId(incoming)
  const matches = objects.filter(object => hasEverId(object, id))
  const [old, another] = matches
  const report = (message: string, code: 'patch-target' | 'duplicate-id'): readonly KustomizeObject[] => {
    level.context.report({ code, at: nameOf(incoming), message })
    return objects
  }
  if (old === undefined) {
    if (incoming.behavior !== 'merge' && incoming.behavior !== 'replace') return [...objects, incoming]
    return report(`There is no \`${shortId(id)}\` to ${incoming.behavior}.`, 'patch-target')
  }
  if (another !== undefined) {
    return report(`More than one object is or was called \`${shortId(id)}\`.`, 'duplicate-id')
  }
  if (incoming.behavior !== 'merge' && incoming.behavior !== 'replace') {
    return report(`\`${shortId(id)}\` exists already.`, 'duplicate-id')
  }
  const changed = incoming.behavior === 'merge' ? merged(old, incoming) : replaced(old, incoming)
  return objects.map(object => (object === old ? changed : object))
}

function nameOf({ node }: KustomizeObject): Node {
  return scalarAt(mapAt(node, 'metadata'), 'name') ?? node
}

/** The new object under the old one's name, with what the old one's metadata say besides. */
function replaced(old: KustomizeObject, incoming: KustomizeObject): KustomizeObject {
  return {
    ...old,
    node: withMetadata(incoming.node, mapAt(old.node, 'metadata')),
    needsHash: old.needsHash && incoming.needsHash,
    generator: incoming.generator,
    shared: NONE_SHARED,
    madeBy: incoming.madeBy ?? old.madeBy,
  }
}

function merged(old: KustomizeObject, incoming: KustomizeObject): KustomizeObject {
  const object = replaced(old, incoming)
  const data = mergedTexts(mapAt(old.node, 'data'), mapAt(incoming.node, 'data'))
  const binaryData = mergedTexts(mapAt(old.node, 'binaryData'), mapAt(incoming.node, 'binaryData'))
  const node = withMap(withMap(object.node, 'data', data), 'binaryData', binaryData)
  return { ...object, node, madeBy: old.madeBy ?? incoming.madeBy }
}

function withMetadata(node: Mapping, old: Mapping | undefined): Mapping {
  const own = mapAt(node, 'metadata')
  if (own === undefined || old === undefined) return node
  let metadata = withMap(own, 'labels', mergedTexts(mapAt(old, 'labels'), mapAt(own, 'labels')))
  metadata = withMap(
    metadata,
    'annotations',
    mergedTexts(mapAt(old, 'annotations'), mapAt(own, 'annotations')),
  )
  for (const field of ['name', 'namespace']) {
    const value = valueAt(old, field)
    metadata = value === undefined ? withoutKey(metadata, field) : withValue(metadata, field, value)
  }
  return withValue(node, 'metadata', metadata)
}

function withMap(node: Mapping, field: string, map: Mapping | undefined): Mapping {
  return map === undefined ? withoutKey(node, field) : withValue(node, field, map)
}

/** The second map's texts win. Undefined where there is none at all. */
function mergedTexts(first: Mapping | undefined, second: Mapping | undefined): Mapping | undefined {
  const entries = new Map<string, Entry>()
  for (const map of [first, second]) {
    for (const [key, entry] of map?.entries ?? []) {
      entries.set(key, { key: entry.key, value: asText(entry.value) })
    }
  }
  const at = second ?? first
  return at === undefined || entries.size === 0 ? undefined : mapping(at, entries)
}

function asText(node: Node): Node {
  if (node.kind !== 'scalar') return scalar(node, '')
  if (node.value === null) return withScalar(node, '')
  return node.value === node.text ? node : withScalar(node, node.text)
}
