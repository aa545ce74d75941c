import type { Resource } from '../../../model/resource.ts'
import { jsonOf } from '../json.ts'

/** `input.review` as JSON text, as Gatekeeper fills it when Flux creates the object. */
export function reviewOf({ id, node }: Resource): string {
  const { group, version, kind, namespace, name } = id
  const request = JSON.stringify({
    uid: '',
    kind: { group, version, kind },
    resource: { group: '', version: '', resource: '' },
    name,
    ...(namespace === '' ? {} : { namespace }),
    operation: 'CREATE',
    userInfo: {},
  })
  return `${request.slice(0, -1)},"object":${jsonOf(node)},"oldObject":null,"options":null}`
}
