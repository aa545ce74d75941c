import { mapAt, scalarAt, textAt } from '../../../lib/node.ts'
import { baseName } from '../../../lib/path.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import type { Mapping } from '../../../model/node.ts'
import { HELM_GROUP, SOURCE_GROUP, specOf } from '../../../render/flux/spec.ts'
import type { Fact, Pin } from './fact.ts'

/** The chart of each HelmRelease: of its own `chart`, or of the source that its `chartRef` names. */
export const charts: Fact = {
  id: 'charts',
  *find(cluster) {
    for (const delivered of cluster.objects) {
      const { group, kind } = delivered.resource.id
      if (group !== HELM_GROUP || kind !== 'HelmRelease') continue
      const own = mapAt(mapAt(specOf(delivered.resource), 'chart'), 'spec')
      const pin = chartPin(own, delivered) ?? referredPin(delivered, cluster)
      if (pin !== undefined) yield pin
    }
  },
}

/** A chart out of Git has the version of its commit; `version` says nothing there. */
const VERSIONED = 'HelmRepository'

/** `chart` is what a HelmRelease and a HelmChart have in common: chart, version, sourceRef. */
function chartPin(chart: Mapping | undefined, delivered: Delivered): Pin | undefined {
  const name = scalarAt(chart, 'chart')
  if (name === undefined || textAt(mapAt(chart, 'sourceRef'), 'kind') !== VERSIONED) return undefined
  const version = scalarAt(chart, 'version')
  return { component: baseName(name.text), version: version?.text ?? '', at: version ?? name, delivered }
}

function referredPin(release: Delivered, { objects }: Cluster): Pin | undefined {
  const reference = mapAt(specOf(release.resource), 'chartRef')
  const kind = textAt(reference, 'kind')
  const name = textAt(reference, 'name')
  const namespace = textAt(reference, 'namespace') ?? release.resource.id.namespace
  const source = objects.find(
    ({ resource: { id } }) =>
      id.group === SOURCE_GROUP && id.kind === kind && id.name === name && id.namespace === namespace,
  )
  if (source === undefined) return undefined
  if (kind === 'HelmChart') return chartPin(specOf(source.resource), source)
  return kind === 'OCIRepository' ? artifactPin(source) : undefined
}

const WHOLE_VERSION = /^v?\d+\.\d+\.\d+/

/** By precedence: a digest beats a range, and a range beats a tag, which may say what the digest is the digest of. */
function artifactPin(delivered: Delivered): Pin | undefined {
  const spec = specOf(delivered.resource)
  const url = scalarAt(spec, 'url')
  if (url === undefined) return undefined
  const ref = mapAt(spec, 'ref')
  const [digest, range, tag] = ['digest', 'semver', 'tag'].map(field => scalarAt(ref, field))
  const named = tag !== undefined && WHOLE_VERSION.test(tag.text) ? tag : digest
  const version = digest === undefined ? (range ?? tag) : named
  return {
    component: baseName(url.text),
    version: version?.text ?? '',
    at: version ?? url,
    delivered,
    ...(digest === undefined ? {} : { means: 'one-thing' }),
  }
}
