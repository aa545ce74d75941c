import { mapAt, scalarAt } from '../../lib/node.ts'
import type { Scalar } from '../../model/node.ts'
import { type Resource, shortId } from '../../model/resource.ts'
import { specOf } from './spec.ts'

/** What names the Secret that a widespread operator makes of an object; undefined for what makes none. */
export function madeSecretName(maker: Resource): Scalar | undefined {
  const own = scalarAt(mapAt(maker.node, 'metadata'), 'name')
  const spec = specOf(maker)
  switch (`${maker.id.group}/${maker.id.kind}`) {
    case 'bitnami.com/SealedSecret':
    case 'kubernetes-client.io/ExternalSecret':
    case 'objectbucket.io/ObjectBucketClaim':
    case 'onepassword.com/OnePasswordItem':
      return own
    case 'external-secrets.io/ExternalSecret':
      return scalarAt(mapAt(spec, 'target'), 'name') ?? own
    case 'cert-manager.io/Certificate':
      return scalarAt(spec, 'secretName') ?? own
    default:
      return undefined
  }
}

/** The ConfigMap or Secret that an object is or becomes, as `shortId` names it. */
export function configName(resource: Resource): string | undefined {
  const { id } = resource
  if (id.group === '') return id.kind === 'ConfigMap' || id.kind === 'Secret' ? shortId(id) : undefined
  const name = madeSecretName(resource)?.text
  return name === undefined ? undefined : shortId({ kind: 'Secret', namespace: id.namespace, name })
}
