import { isTrueAt, mapAt, scalarAt, textAt, valueIn } from '../lib/node.ts'
import { clampPath, isWithin, parentPath } from '../lib/path.ts'
import { type RepoPath, repoPath } from '../model/location.ts'
import type { Mapping } from '../model/node.ts'
import type { Resource } from '../model/resource.ts'
import { HELM_GROUP, nameOrigin, OPERATOR_GROUP } from '../render/flux/spec.ts'
import { ownSources, sourceKey } from './own-sources.ts'
import { baseOf, documentsOf, type Files, joined, type Root } from './root.ts'
import { madeObject, syncKustomization, syncSource } from './sync-objects.ts'

/**
 * The syncs of the Flux Operator (spec/flux.md 7.2, step 3): of every `FluxInstance`, then of those that the chart
 * `flux-instance` makes of its values, in a HelmRelease or in a values file.
 */
export function* instanceRoots(files: Files): Generator<Root> {
  for (const instance of [...instancesIn(files), ...chartInstancesIn(files)]) {
    const root = instanceRoot(instance, files)
    if (root !== undefined) yield root
  }
}

function* instancesIn(files: Files): Generator<Resource> {
  for (const resource of documentsOf(files)) {
    const { group, kind } = resource.id
    if (group === OPERATOR_GROUP && kind === 'FluxInstance') yield resource
  }
}

function* chartInstancesIn(files: Files): Generator<Resource> {
  for (const { id, node } of documentsOf(files)) {
    const spec = id.group === HELM_GROUP ? instanceIn(valueIn(node, 'spec', 'values')) : undefined
    if (spec !== undefined) yield chartInstance(spec, id.namespace)
  }
  for (const { documents } of files.values()) {
    for (const { root } of documents) {
      const spec = instanceIn(root)
      if (spec !== undefined) yield chartInstance(spec, '')
    }
  }
}

/** What the chart takes for the spec of its FluxInstance. */
function instanceIn(values: Parameters<typeof mapAt>[0]): Mapping | undefined {
  const instance = mapAt(values, 'instance')
  const sync = mapAt(instance, 'sync')
  return textAt(sync, 'url') === undefined || textAt(sync, 'path') === undefined ? undefined : instance
}

function chartInstance(spec: Mapping, namespace: string): Resource {
  const metadata = { name: 'flux', namespace: namespace === '' ? 'flux-system' : namespace }
  return madeObject(spec, { apiVersion: `${OPERATOR_GROUP}/v1`, kind: 'FluxInstance', metadata, spec })
}

function instanceRoot(instance: Resource, files: Files): Root | undefined {
  const sync = mapAt(mapAt(instance.node, 'spec'), 'sync')
  const path = scalarAt(sync, 'path')
  if (sync === undefined || path === undefined) return undefined
  const namespace = instance.id.namespace === '' ? 'flux-system' : instance.id.namespace
  const names = { name: textAt(sync, 'name') ?? namespace, namespace }
  const kind = textAt(sync, 'kind') ?? 'GitRepository'
  const isMultitenant = isTrueAt(mapAt(mapAt(instance.node, 'spec'), 'cluster'), 'multitenant')
  const account = isMultitenant ? { account: 'kustomize-controller' } : {}
  const owner = syncKustomization({ ...names, kind, path, at: path, ...account })
  const source = syncSource({ ...names, kind, at: scalarAt(sync, 'url') ?? nameOrigin(instance), sync })
  const place = placeOf(clampPath(path.text), instance.node.file.path, files)
  const isOwn = ownSources(files).has(sourceKey(owner))
  return { ...place, ...(isOwn && { isElsewhere: false }), owner, source, instance }
}

/**
 * Where the sync leads: to a directory of this repository, of an artifact that is made of a directory around the
 * instance, or, where not even the directory above the path is here, of what is somewhere else.
 */
function placeOf(
  path: RepoPath,
  instance: RepoPath,
  files: Files,
): Pick<Root, 'path' | 'base' | 'isElsewhere'> {
  const whole = repoPath('')
  if (isHere(path, files)) return { path, base: whole }
  const base = baseOf(instance, path)
  if (base !== undefined) return { path: joined(base, path), base }
  return isHere(parentPath(path), files) ? { path, base: whole } : { path, base: whole, isElsewhere: true }
}

function isHere(directory: RepoPath, files: Files): boolean {
  return [...files.keys()].some(path => isWithin(path, directory))
}
