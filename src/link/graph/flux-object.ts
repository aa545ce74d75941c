import { mapAt } from '../../lib/node.ts'
import type { Build } from '../../model/build.ts'
import type { ObjectId } from '../../model/resource.ts'
import { HELM_GROUP, KUSTOMIZE_GROUP, OPERATOR_GROUP, SOURCE_GROUP, specOf } from '../../render/flux/spec.ts'

/** Group of what makes sources out of sources: ArtifactGenerator. */
export const SOURCE_EXTENSIONS_GROUP = 'source.extensions.fluxcd.io'

const GROUPS: ReadonlySet<string> = new Set([
  HELM_GROUP,
  KUSTOMIZE_GROUP,
  OPERATOR_GROUP,
  SOURCE_EXTENSIONS_GROUP,
  SOURCE_GROUP,
])

/** Whether an object is a node of the graph: what Flux reconciles or takes files from. */
export function isFluxObject({ group }: Pick<ObjectId, 'group'>): boolean {
  return GROUPS.has(group)
}

/** Whether a build's objects go to the API server that a `kubeConfig` names. */
export function isForAnotherCluster({ owner }: Build): boolean {
  return owner !== undefined && mapAt(specOf(owner), 'kubeConfig') !== undefined
}
