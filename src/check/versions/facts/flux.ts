import { mapAt, scalarAt, textAt, valueIn } from '../../../lib/node.ts'
import type { Delivered } from '../../../model/fleet.ts'
import { OPERATOR_GROUP, specOf } from '../../../render/flux/spec.ts'
import type { Fact, Pin } from './fact.ts'

/** The distribution that a FluxInstance asks for, or what bootstrap has written. */
export const flux: Fact = {
  id: 'flux',
  *find({ objects }) {
    for (const delivered of objects) {
      const pin = distributionPin(delivered) ?? bootstrapPin(delivered)
      if (pin !== undefined) yield pin
    }
  },
}

function distributionPin(delivered: Delivered): Pin | undefined {
  const { group, kind } = delivered.resource.id
  if (group !== OPERATOR_GROUP || kind !== 'FluxInstance') return undefined
  const version = scalarAt(mapAt(specOf(delivered.resource), 'distribution'), 'version')
  return version === undefined ? undefined : pinAt(version, delivered)
}

/** Bootstrap labels all that it writes with the version; every Flux has a source-controller. */
function bootstrapPin(delivered: Delivered): Pin | undefined {
  const { id, node } = delivered.resource
  if (id.group !== 'apps' || id.kind !== 'Deployment' || id.name !== 'source-controller') return undefined
  const labels = valueIn(node, 'metadata', 'labels')
  if (textAt(labels, 'app.kubernetes.io/part-of') !== 'flux') return undefined
  const version = scalarAt(labels, 'app.kubernetes.io/version')
  return version === undefined ? undefined : pinAt(version, delivered)
}

function pinAt(version: NonNullable<ReturnType<typeof scalarAt>>, delivered: Delivered): Pin {
  return { component: 'flux', version: version.text, at: version, delivered }
}
