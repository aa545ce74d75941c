import type { OwnerName } from '../../model/difference.ts'
import type { Resource } from '../../model/resource.ts'

export function ownerName(owner: Resource | undefined): OwnerName | undefined {
  return owner === undefined ? undefined : { namespace: owner.id.namespace, name: owner.id.name }
}
