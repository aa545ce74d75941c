import { itemsAt, textAt, valueAt, valueIn } from '../../lib/node.ts'
import type { Delivered } from '../../model/fleet.ts'
import type { GraphNode } from '../../model/graph.ts'
import { type GroupKind, groupKind, type Resource } from '../../model/resource.ts'
import { HELM_GROUP, KUSTOMIZE_GROUP, OPERATOR_GROUP, specOf } from '../../render/flux/spec.ts'

const DEPLOYMENT: GroupKind = 'apps/Deployment'
const INSTANCE: GroupKind = `${OPERATOR_GROUP}/FluxInstance`
const ADDITIVE = /--feature-gates=\S*\bAdditiveCELDependencyCheck=true\b/

const CONTROLLERS = [
  ['kustomize-controller', KUSTOMIZE_GROUP],
  ['helm-controller', HELM_GROUP],
] as const

/** Groups whose controller checks the readiness of a dependency beside its `readyExpr` (spec/flux.md 3.1). */
export function additiveGroups(
  objects: readonly Delivered[],
  roots: readonly GraphNode[],
): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { resource } of [...roots, ...objects]) {
    for (const name of switchedOn(resource)) {
      for (const [controller, group] of CONTROLLERS) if (name.includes(controller)) found.add(group)
    }
  }
  return found
}

/** Names of the controllers for which a Deployment, or a patch of a FluxInstance, opens the gate. */
function* switchedOn(resource: Resource): Generator<string> {
  const kind = groupKind(resource.id)
  if (kind === INSTANCE) {
    for (const patch of itemsAt(valueIn(specOf(resource), 'kustomize'), 'patches')) {
      if (ADDITIVE.test(textAt(patch, 'patch') ?? '')) yield textAt(valueAt(patch, 'target'), 'name') ?? ''
    }
  }
  if (kind !== DEPLOYMENT) return
  for (const container of itemsAt(valueIn(specOf(resource), 'template', 'spec'), 'containers')) {
    const args = itemsAt(container, 'args')
    if (args.some(arg => arg.kind === 'scalar' && ADDITIVE.test(arg.text))) yield resource.id.name
  }
}
