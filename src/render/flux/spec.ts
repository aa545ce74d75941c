import { isTrueAt, itemsAt, mapAt, scalarAt, textAt } from '../../lib/node.ts'
import { clampPath } from '../../lib/path.ts'
import type { Target } from '../../model/graph.ts'
import type { Origin, RepoPath } from '../../model/location.ts'
import type { Mapping, Node } from '../../model/node.ts'
import type { ObjectId, Resource } from '../../model/resource.ts'

export const KUSTOMIZE_GROUP = 'kustomize.toolkit.fluxcd.io'
export const SOURCE_GROUP = 'source.toolkit.fluxcd.io'
export const HELM_GROUP = 'helm.toolkit.fluxcd.io'
export const OPERATOR_GROUP = 'fluxcd.controlplane.io'

/** Whether this is Flux's Kustomization; kustomize's own has another group. */
export function isFluxKustomization({ group, kind }: Pick<ObjectId, 'group' | 'kind'>): boolean {
  return group === KUSTOMIZE_GROUP && kind === 'Kustomization'
}

export function specOf({ node }: Resource): Mapping | undefined {
  return mapAt(node, 'spec')
}

/** Where a Kustomization looks in its artifact: `..` and a leading `/` never lead out (spec/flux.md 1.3). */
export function pathOf(owner: Resource): RepoPath {
  return clampPath(textAt(specOf(owner), 'path') ?? '')
}

/** The value that says the path, else the object's name: what to point at when the path is wrong. */
export function pathOrigin(owner: Resource): Origin {
  return scalarAt(specOf(owner), 'path') ?? nameOrigin(owner)
}

/** Whether Flux leaves the object alone until someone resumes it. */
export function isSuspended(resource: Resource): boolean {
  return isTrueAt(specOf(resource), 'suspend')
}

export function nameOrigin({ node }: Resource): Origin {
  return scalarAt(mapAt(node, 'metadata'), 'name') ?? node
}

/** The value that says in which namespace an object stands, else its name. */
export function namespaceOrigin(resource: Resource): Origin {
  return scalarAt(mapAt(resource.node, 'metadata'), 'namespace') ?? nameOrigin(resource)
}

export interface SourceReference {
  readonly target: Target
  readonly at: Origin
}

/** Whom `spec.sourceRef` means; the namespace defaults to the object's own. */
export function sourceReference(owner: Resource): SourceReference | undefined {
  const reference = mapAt(specOf(owner), 'sourceRef')
  const name = scalarAt(reference, 'name')
  const kind = textAt(reference, 'kind')
  if (name === undefined || kind === undefined) return undefined
  const namespace = textAt(reference, 'namespace') ?? owner.id.namespace
  return { target: { group: SOURCE_GROUP, kind, namespace, name: name.text }, at: name }
}

export interface SubstituteFrom {
  readonly kind: string
  readonly name: string
  readonly optional: boolean
  readonly at: Node
}

/** `postBuild.substituteFrom` in order; always of the Kustomization's own namespace (spec/flux.md 2.1). */
export function substituteFrom(owner: Resource): readonly SubstituteFrom[] {
  return itemsAt(mapAt(specOf(owner), 'postBuild'), 'substituteFrom').flatMap(item => {
    const kind = textAt(item, 'kind')
    const name = scalarAt(item, 'name')
    if (kind === undefined || name === undefined) return []
    return [{ kind, name: name.text, optional: scalarAt(item, 'optional')?.value === true, at: name }]
  })
}
