import { SOURCE_EXTENSIONS_GROUP } from '../../link/graph/flux-object.ts'
import type { Target } from '../../model/graph.ts'
import { HELM_GROUP, KUSTOMIZE_GROUP, OPERATOR_GROUP, SOURCE_GROUP } from '../../render/flux/spec.ts'

/** What has one shape and one colour in a drawing. */
export type Family = 'kustomization' | 'release' | 'source' | 'operator' | 'other'

const FAMILIES: ReadonlyMap<string, Family> = new Map<string, Family>([
  [KUSTOMIZE_GROUP, 'kustomization'],
  [HELM_GROUP, 'release'],
  [SOURCE_GROUP, 'source'],
  [SOURCE_EXTENSIONS_GROUP, 'source'],
  [OPERATOR_GROUP, 'operator'],
])

export function familyOf({ group }: Target): Family {
  return FAMILIES.get(group) ?? 'other'
}
