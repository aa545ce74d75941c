import { objectIdOf } from '../../../lib/kubernetes-id.ts'
import { mapAt, withValue } from '../../../lib/node.ts'
import type { Mapping } from '../../../model/node.ts'
import type { Resource } from '../../../model/resource.ts'
import { NO_NAMESPACE, reviewOf } from '../gatekeeper/review.ts'
import { write } from '../json.ts'
import { SuiteMistake } from './suite-files.ts'

export interface Reviewed {
  readonly object: Resource
  /** What a constraint's match sees: of an update, either side. */
  readonly sides: readonly Resource[]
  /** JSON text. */
  readonly review: string
}

const REVIEW_GROUP = 'admission.k8s.io'

/**
 * What a case asks about: the object of its file, or the request that an AdmissionReview holds. As Gatekeeper does, a
 * deleted object is its own old one.
 * @throws SuiteMistake where a review holds no object
 */
export function subjectOfReview(resource: Resource): Reviewed {
  const { id, node } = resource
  if (id.kind !== 'AdmissionReview' || id.group !== REVIEW_GROUP) {
    return { object: resource, sides: [resource], review: reviewOf(resource) }
  }
  const request = mapAt(node, 'request')
  const sides = [mapAt(request, 'object'), mapAt(request, 'oldObject')].flatMap(sideOf)
  const [object] = sides
  if (request === undefined || object === undefined) {
    throw new SuiteMistake('The AdmissionReview requests nothing about an object.')
  }
  const reviewed =
    mapAt(request, 'object') !== undefined ? request : withValue(request, 'object', object.node)
  const review = write(reviewed)
  return { object, sides, review: `${review.slice(0, -1)},"namespaceObject":${NO_NAMESPACE}}` }
}

function sideOf(node: Mapping | undefined): readonly Resource[] {
  const id = node === undefined ? undefined : objectIdOf(node)
  return node === undefined || id === undefined ? [] : [{ id, node, trail: undefined }]
}
