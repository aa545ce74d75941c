import { itemsAt, mapAt, textAt } from '../../lib/node.ts'
import type { Build } from '../../model/build.ts'
import type { Cluster, Delivered } from '../../model/fleet.ts'
import type { Origin } from '../../model/location.ts'
import type { Node, Scalar } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'
import { isFluxKustomization, nameOrigin, specOf } from '../../render/flux/spec.ts'

/** Every Kustomization that a cluster's builds deliver, and the roots, each as it is applied. */
export function* kustomizationsOf({ objects, builds }: Cluster): Generator<{
  readonly owner: Resource
  readonly build: Build | undefined
}> {
  const seen = new Set<Node>()
  for (const { resource, build } of objects) {
    if (!isFluxKustomization(resource.id)) continue
    seen.add(resource.node)
    yield { owner: resource, build }
  }
  for (const { owner, parent } of builds) {
    if (owner !== undefined && parent === undefined && !seen.has(owner.node))
      yield { owner, build: undefined }
  }
}

/** ConfigMaps and Secrets by `Kind/namespace/name`. */
export function configObjects({ objects }: Cluster): ReadonlyMap<string, readonly Delivered[]> {
  const found = new Map<string, Delivered[]>()
  for (const delivered of objects) {
    const { group, kind, namespace, name } = delivered.resource.id
    if (group !== '' || (kind !== 'ConfigMap' && kind !== 'Secret')) continue
    const key = configKey({ kind, namespace, name })
    const known = found.get(key)
    if (known === undefined) found.set(key, [delivered])
    else known.push(delivered)
  }
  return found
}

export function configKey({
  kind,
  namespace,
  name,
}: {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}): string {
  return `${kind}/${namespace}/${name}`
}

/** Whether the controller replaces variables in what this build applies (spec/flux.md 2.2). */
export function substitutes({ owner }: Build): boolean {
  if (owner === undefined) return false
  const postBuild = mapAt(specOf(owner), 'postBuild')
  const values = mapAt(postBuild, 'substitute')?.entries.size ?? 0
  const isAlways = textAt(postBuild, 'substituteStrategy') === 'Always'
  return values > 0 || isAlways || itemsAt(postBuild, 'substituteFrom').length > 0
}

/**
 * Where a Kustomization sets its variables; its name where others have their `postBuild` from the same line, that of a
 * patch or component for all of them.
 */
export function placeOfVariables(owner: Resource, builds: readonly Build[]): Origin {
  const at = variablesOf(owner)
  const isShared = builds.some(
    ({ owner: other }) =>
      other !== undefined && other.id.name !== owner.id.name && isSamePlace(variablesOf(other), at),
  )
  return isShared ? nameOrigin(owner) : at
}

function variablesOf(owner: Resource): Origin {
  const postBuild = mapAt(specOf(owner), 'postBuild')
  const [first] = mapAt(postBuild, 'substitute')?.entries.values() ?? []
  return first?.key ?? specOf(owner)?.entries.get('postBuild')?.key ?? owner.node
}

function isSamePlace(a: Origin, b: Origin): boolean {
  return a.file === b.file && a.start === b.start
}

/** The text of a scalar before its variables were replaced. */
export function textBefore({ text, step }: Scalar): string {
  return step?.what === 'postBuild substitution' && step.was?.kind === 'scalar' ? step.was.text : text
}

/** The scalar as it stood before its variables were replaced. */
export function scalarBefore(scalar: Scalar): Scalar {
  const { step } = scalar
  return step?.what === 'postBuild substitution' && step.was?.kind === 'scalar' ? step.was : scalar
}

export function* scalarsIn(node: Node): Generator<Scalar> {
  if (node.kind === 'scalar') yield node
  else if (node.kind === 'list') for (const item of node.items) yield* scalarsIn(item)
  else for (const { value } of node.entries.values()) yield* scalarsIn(value)
}
