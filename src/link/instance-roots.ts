import { mapAt, scalarAt, textAt, valueIn } from '../lib/node.ts'
import { clampPath } from '../lib/path.ts'
import { repoPath } from '../model/location.ts'
import type { Mapping } from '../model/node.ts'
import type { Resource } from '../model/resource.ts'
import { HELM_GROUP, nameOrigin, OPERATOR_GROUP } from '../render/flux/spec.ts'
import { documentsOf, type Files, type Root } from './root.ts'
import { madeObject, syncKustomization, syncSource } from './sync-objects.ts'

/**
 * The syncs of the Flux Operator (spec/flux.md 7.2, step 3): of every `FluxInstance`, then of those that the chart
 * `flux-instance` makes of its values, in a HelmRelease or in a values file.
 */
export function* instanceRoots(files: Files): Generator<Root> {
  for (const instance of [...instancesIn(files), ...chartInstancesIn(files)]) {
    const root = instanceRoot(instance)
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

function instanceRoot(instance: Resource): Root | undefined {
  const sync = mapAt(mapAt(instance.node, 'spec'), 'sync')
  const path = scalarAt(sync, 'path')
  if (sync === undefined || path === undefined) return undefined
  const namespace = instance.id.namespace === '' ? 'flux-system' : instance.id.namespace
  const names = { name: textAt(sync, 'name') ?? namespace, namespace }
  const kind = textAt(sync, 'kind') ?? 'GitRepository'
  const owner = syncKustomization({ ...names, kind, path, at: path })
  const source = syncSource({ ...names, kind, at: scalarAt(sync, 'url') ?? nameOrigin(instance), sync })
  return { path: clampPath(path.text), base: repoPath(''), owner, source, instance }
}
