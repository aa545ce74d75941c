import { scalarAt, textAt, valueIn } from '../../../lib/node.ts'
import { clampPath } from '../../../lib/path.ts'
import type { Cluster, Fleet } from '../../../model/fleet.ts'
import type { RepoPath } from '../../../model/location.ts'
import { objectKey, type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { pathOf, SOURCE_GROUP, sourceReference, specOf } from '../../../render/flux/spec.ts'
import { objectsOf } from '../cluster-view.ts'

function message({ id }: Resource, path: string): string {
  return `\`${shortId(id)}\` takes its chart from \`${path}\`, where this repository has none.`
}

export const missingChart: FleetRule = {
  id: 'helm/missing-chart',
  scope: 'fleet',
  severity: 'error',
  summary: 'A chart that a HelmRelease takes from this repository is there.',
  why: 'Flux looks for a directory with a `Chart.yaml`, or a packed chart, from the root of the source; without it nothing is installed.',
  fix: 'Correct the path; it counts from the root of the source, and not from the file of the HelmRelease.',

  *check(fleet) {
    for (const cluster of fleet.clusters) {
      const bases = localSources(cluster)
      for (const { resource, build } of objectsOf(cluster, 'helm.toolkit.fluxcd.io/HelmRelease')) {
        const template = valueIn(specOf(resource), 'chart', 'spec')
        const chart = scalarAt(template, 'chart')
        const base = bases.get(sourceKey(resource) ?? '')
        if (chart === undefined || base === undefined || chart.text.includes('${')) continue
        const path = clampPath(`${base}/${chart.text}`)
        if (isChart(path, fleet)) continue
        yield { at: chart, message: message(resource, path), build, resource, trail: resource.trail }
      }
    }
  },
}

function sourceKey(release: Resource): string | undefined {
  const reference = valueIn(specOf(release), 'chart', 'spec', 'sourceRef')
  const [kind, name] = [textAt(reference, 'kind'), textAt(reference, 'name')]
  if (kind !== 'GitRepository' || name === undefined) return undefined
  const namespace = textAt(reference, 'namespace') ?? release.id.namespace
  return objectKey({ group: SOURCE_GROUP, kind, namespace, name })
}

/** The directories of this repository for which a Git source stands, as the builds that take from it show. */
function localSources({ builds }: Cluster): ReadonlyMap<string, RepoPath> {
  const found = new Map<string, RepoPath>()
  for (const { owner, directory, gaps, problems } of builds) {
    const reference = owner === undefined ? undefined : sourceReference(owner)
    if (owner === undefined || reference === undefined) continue
    const isHere = !gaps.some(({ reason }) => reason === 'remote-source')
    if (!isHere || problems.some(({ code }) => code === 'missing-path')) continue
    const path = pathOf(owner)
    if (path !== '' && !directory.endsWith(path)) continue
    found.set(objectKey(reference.target), clampPath(directory.slice(0, directory.length - path.length)))
  }
  return found
}

function isChart(path: RepoPath, { repository }: Fleet): boolean {
  if (repository.kindOf(path) === 'file') return path.endsWith('.tgz')
  // A submodule is an empty directory here.
  if (repository.kindOf(clampPath('.gitmodules')) === 'file') return true
  return repository.kindOf(clampPath(`${path}/Chart.yaml`)) === 'file'
}
