import type { Resource } from '../../../model/resource.ts'
import { mapAt, withValue } from '../../../lib/node.ts'
import { mapping, scalar } from '../../../model/node.ts'
import { jsonOf } from '../json.ts'
import { NAME_LABEL } from './match.ts'

/** What Gatekeeper gives where it knows no namespace: the object is in none, or the review is gator's. */
export const NO_NAMESPACE = '{}'

/**
 * `input.review` as JSON text, as Gatekeeper fills it when Flux creates the object.
 * `namespace` is JSON text too: the namespace of the object, which Gatekeeper's webhook looks up.
 */
export function reviewOf({ id, node }: Resource, namespace: string = NO_NAMESPACE): string {
  const { group, version, kind, name } = id
  const request = JSON.stringify({
    uid: '',
    kind: { group, version, kind },
    resource: { group: '', version: '', resource: '' },
    name,
    ...(id.namespace === '' ? {} : { namespace: id.namespace }),
    operation: 'CREATE',
    userInfo: {},
  })
  return `${request.slice(0, -1)},"object":${jsonOf(node)},"oldObject":null,"options":null,"namespaceObject":${namespace}}`
}

/** A namespace as JSON text, with the label that the API server gives it. */
export function namespaceObjectOf({ id, node }: Resource): string {
  const metadata = mapAt(node, 'metadata') ?? mapping(node, new Map())
  const labels = mapAt(metadata, 'labels') ?? mapping(metadata, new Map())
  const named = withValue(labels, NAME_LABEL, scalar(metadata, id.name))
  return jsonOf(withValue(node, 'metadata', withValue(metadata, 'labels', named)))
}
