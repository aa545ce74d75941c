import { mapAt, textAt, withValue } from '../../lib/node.ts'
import type { Mapping } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'
import type { FindObject } from '../flux/variables.ts'
import { OPERATOR_GROUP } from '../flux/spec.ts'

/**
 * A ConfigMap or Secret with the data that the Flux Operator copies into it, as an annotation asks (spec/flux.md 7.4).
 * Undefined where the data are in the cluster only.
 */
export function withCopiedData(object: Resource, find: FindObject): Resource | undefined {
  const annotations = mapAt(mapAt(object.node, 'metadata'), 'annotations')
  const from = textAt(annotations, `${OPERATOR_GROUP}/copyFrom`)
  if (from === undefined) {
    return annotations?.entries.has(`${OPERATOR_GROUP}/convertKubeConfigFrom`) === true ? undefined : object
  }
  const [namespace = '', name = ''] = from.split('/')
  const source = find({ kind: object.id.kind, namespace, name })
  if (source === undefined) return undefined
  return { ...object, node: withDataOf(object.node, source.node) }
}

function withDataOf(node: Mapping, source: Mapping): Mapping {
  let copied = node
  for (const field of ['data', 'stringData', 'binaryData', 'sops']) {
    const value = source.entries.get(field)?.value
    if (value !== undefined) copied = withValue(copied, field, value)
  }
  return copied
}
