import { mapAt, scalarAt } from '../../../lib/node.ts'
import { OPERATOR_GROUP, specOf } from '../../../render/flux/spec.ts'
import type { Fact } from './fact.ts'

/** The distribution that a FluxInstance asks for. */
export const flux: Fact = {
  id: 'flux',
  *find({ objects }) {
    for (const delivered of objects) {
      const { group, kind } = delivered.resource.id
      if (group !== OPERATOR_GROUP || kind !== 'FluxInstance') continue
      const distribution = mapAt(specOf(delivered.resource), 'distribution')
      const version = scalarAt(distribution, 'version')
      if (version !== undefined) {
        yield { component: 'flux', version: version.text, at: version, delivered }
      }
    }
  },
}
