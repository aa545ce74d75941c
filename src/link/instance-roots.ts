import { isTrueAt, mapAt, scalarAt, textAt, valueIn } from '../lib/node.ts'
import { clampPath, isWithin, parentPath } from '../lib/path.ts'
import { type RepoPath, repoPath } from '../model/location.ts'
import type { Mapping, Scalar } from '../model/node.ts'
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
    const path = scalarAt(mapAt(mapAt(instance.node, 'spec'), 'sync'), 'path')
    if (path === undefined) continue
    for (const text of pathsOf(path.text, files))
      yield instanceRoot(instance, { ...path, text, value: text }, files)
  }
}

const VARIABLE = /\$\{[^/]*?\}/g

/** A path with variables leads to every directory that it may stand for: each is a cluster that fills them in. */
function pathsOf(path: string, files: Files): readonly string[] {
  if (path.search(VARIABLE) < 0) return [path]
  const whole = clampPath(path)
  const names = whole.split('/').map(part => part.split(VARIABLE))
  const found = new Set<string>()
  for (const file of files.keys()) {
    const parts = file.split('/')
    if (parts.length > names.length && names.every((name, index) => isFilledIn(parts[index] ?? '', name)))
      found.add(parts.slice(0, names.length).join('/'))
  }
  return found.size === 0 ? [path] : [...found]
}

/** Whether a name has the given pieces, with something at each place between them. */
function isFilledIn(name: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces
  if (others.length === 0) return name === first
  const last = others.at(-1) ?? ''
  return name.length > first.length + last.length && name.startsWith(first) && name.endsWith(last)
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

function instanceRoot(instance: Resource, path: Scalar, files: Files): Root {
  const sync = mapAt(mapAt(instance.node, 'spec'), 'sync')
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
