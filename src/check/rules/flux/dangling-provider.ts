import { scalarAt, valueAt } from '../../../lib/node.ts'
import { nearest } from '../../../lib/nearest.ts'
import { objectKey, shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'
import { isBlind, objectsOf } from '../cluster-view.ts'

function message(alert: string, provider: string): string {
  return `\`${alert}\` notifies by \`${provider}\`, which no build delivers.`
}

const GROUP = 'notification.toolkit.fluxcd.io'

export const danglingProvider: FleetRule = {
  id: 'flux/dangling-provider',
  scope: 'fleet',
  severity: 'error',
  summary: 'Every Alert names a Provider of its own namespace.',
  why: 'Without its Provider an Alert tells nobody anything, least of all that it cannot.',
  fix: 'Correct the name, or deliver the Provider into the namespace of the Alert.',

  *check({ clusters, areClustersAssumed }) {
    for (const cluster of clusters) {
      if (areClustersAssumed === true || isBlind(cluster)) continue
      const providers = [...objectsOf(cluster, `${GROUP}/Provider`)].map(({ resource }) => resource.id)
      const known = new Set(providers.map(objectKey))
      for (const { resource, build } of objectsOf(cluster, `${GROUP}/Alert`)) {
        const name = scalarAt(valueAt(specOf(resource), 'providerRef'), 'name')
        if (name === undefined || name.text.includes('${')) continue
        const id = { group: GROUP, kind: 'Provider', namespace: resource.id.namespace, name: name.text }
        if (known.has(objectKey(id))) continue
        const near = nearest(
          name.text,
          providers.filter(({ namespace }) => namespace === id.namespace).map(found => found.name),
        )
        const fix = near === undefined ? undefined : `Write \`${near}\` if it is meant.`
        yield {
          at: name,
          message: message(shortId(resource.id), shortId(id)),
          fix,
          build,
          trail: resource.trail,
        }
      }
    }
  },
}
