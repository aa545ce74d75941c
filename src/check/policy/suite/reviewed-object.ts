import { objectIdOf } from '../../../lib/kubernetes-id.ts'
import { mapAt } from '../../../lib/node.ts'
import type { Resource } from '../../../model/resource.ts'
import { reviewOf } from '../gatekeeper/review.ts'
import { write } from '../json.ts'
import { SuiteMistake } from './suite-files.ts'

export interface Reviewed {
  /** What a constraint's match sees. */
  readonly object: Resource
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
    return { object: resource, review: reviewOf(resource) }
  }
  const request = mapAt(node, 'request')
  const found = mapAt(request, 'object') ?? mapAt(request, 'oldObject')
  const objectId = found === undefined ? undefined : objectIdOf(found)
  if (request === undefined || found === undefined || objectId === undefined) {
    throw new SuiteMistake('The AdmissionReview requests nothing about an object.')
  }
  const entries = new Map(request.entries)
  const old = entries.get('oldObject')
  if (!entries.has('object') && old !== undefined) entries.set('object', old)
  return {
    object: { id: objectId, node: found, trail: undefined },
    review: write({ ...request, entries }),
  }
}
