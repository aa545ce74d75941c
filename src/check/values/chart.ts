import { mapAt, scalarAt, textAt } from '../../lib/node.ts'
import { baseName } from '../../lib/path.ts'
import type { Origin } from '../../model/location.ts'
import type { Mapping } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'
import { SOURCE_GROUP, specOf } from '../../render/flux/spec.ts'

/** The chart that a HelmRelease installs. */
export interface Chart {
  readonly name: string
  /** As written: a whole version, or a range; undefined where a Git source or a Bucket holds the chart. */
  readonly version: string | undefined
  readonly at: Origin
}

/** A source of the release's cluster. */
export type FindSource = (id: {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}) => Resource | undefined

/** Undefined where the release names none, or one that is not in the repository (spec/flux.md 5.2). */
export function chartOf(release: Resource, find: FindSource): Chart | undefined {
  const spec = specOf(release)
  const template = mapAt(mapAt(spec, 'chart'), 'spec')
  if (template !== undefined) return templateChart(template)
  const reference = mapAt(spec, 'chartRef')
  const kind = textAt(reference, 'kind')
  const name = textAt(reference, 'name')
  if (kind === undefined || name === undefined) return undefined
  const source = find({ kind, name, namespace: textAt(reference, 'namespace') ?? release.id.namespace })
  return source === undefined ? undefined : sourceChart(source)
}

/** Flux asks for the newest version where none is written. */
const ANY_VERSION = '*'

function templateChart(template: Mapping): Chart | undefined {
  const chart = scalarAt(template, 'chart')
  if (chart === undefined) return undefined
  const version = scalarAt(template, 'version')
  const isVersioned = textAt(mapAt(template, 'sourceRef'), 'kind') === 'HelmRepository'
  return {
    name: baseName(chart.text),
    version: isVersioned ? (version?.text ?? ANY_VERSION) : undefined,
    at: version ?? chart,
  }
}

function sourceChart(source: Resource): Chart | undefined {
  const { group, kind } = source.id
  const spec = specOf(source)
  if (group !== SOURCE_GROUP || spec === undefined) return undefined
  if (kind === 'HelmChart') return templateChart(spec)
  return kind === 'OCIRepository' ? artifactChart(spec) : undefined
}

function artifactChart(spec: Mapping): Chart | undefined {
  const url = scalarAt(spec, 'url')
  if (url === undefined) return undefined
  const ref = mapAt(spec, 'ref')
  // A range beats a tag.
  const version = scalarAt(ref, 'semver') ?? scalarAt(ref, 'tag') ?? scalarAt(ref, 'digest')
  // OCI has no `+` in its tags, and Helm writes `_` for it.
  return {
    name: baseName(url.text),
    version: version?.text.replaceAll('_', '+') ?? ANY_VERSION,
    at: version ?? url,
  }
}
