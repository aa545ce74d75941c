import { mapAt, scalarAt, textAt } from '../../../lib/node.ts'
import { baseName } from '../../../lib/path.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import type { Mapping } from '../../../model/node.ts'
import { HELM_GROUP, SOURCE_GROUP, specOf } from '../../../render/flux/spec.ts'
import type { Fact, Pin } from './fact.ts'

/** The chart of each HelmRelease: of its own `chart`, or of the OCIRepository that its `chartRef` names. */
export const charts: Fact = {
  id: 'charts',
  *find(cluster) {
    for (const delivered of cluster.objects) {
      const { group, kind } = delivered.resource.id
      if (group !== HELM_GROUP || kind !== 'HelmRelease') continue
      const pin = chartPin(delivered) ?? artifactPin(delivered, cluster)
      if (pin !== undefined) yield pin
    }
  },
}

/** A chart out of Git has the version of its commit; `version` says nothing there. */
const VERSIONED = 'HelmRepository'

function chartPin(delivered: Delivered): Pin | undefined {
  const chart = mapAt(mapAt(specOf(delivered.resource), 'chart'), 'spec')
  const name = scalarAt(chart, 'chart')
  if (name === undefined || textAt(mapAt(chart, 'sourceRef'), 'kind') !== VERSIONED) return undefined
  const version = scalarAt(chart, 'version')
  return {
    component: baseName(name.text),
    version: version?.text ?? '',
    at: version ?? name,
    delivered,
  }
}

function artifactPin(release: Delivered, { objects }: Cluster): Pin | undefined {
  const reference = mapAt(specOf(release.resource), 'chartRef')
  const name = textAt(reference, 'name')
  const namespace = textAt(reference, 'namespace') ?? release.resource.id.namespace
  const source = objects.find(
    ({ resource: { id } }) =>
      id.group === SOURCE_GROUP &&
      id.kind === textAt(reference, 'kind') &&
      id.kind === 'OCIRepository' &&
      id.name === name &&
      id.namespace === namespace,
  )
  const spec = source === undefined ? undefined : specOf(source.resource)
  const url = scalarAt(spec, 'url')
  if (source === undefined || url === undefined) return undefined
  const version = artifactVersion(mapAt(spec, 'ref'))
  return {
    component: baseName(url.text),
    version: version?.text ?? '',
    at: version ?? url,
    delivered: source,
  }
}

/** By precedence: a semver range beats a tag. */
function artifactVersion(ref: Mapping | undefined): ReturnType<typeof scalarAt> {
  return scalarAt(ref, 'semver') ?? scalarAt(ref, 'tag')
}
