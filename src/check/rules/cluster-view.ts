import { itemsAt } from '../../lib/node.ts'
import { onceFor } from '../../lib/once-for.ts'
import { isWhole, unwholeSets } from '../../link/whole.ts'
import type { Build } from '../../model/build.ts'
import type { Cluster, Delivered } from '../../model/fleet.ts'
import { type GroupKind, groupKind } from '../../model/resource.ts'
import { specOf } from '../../render/flux/spec.ts'

/** The delivered objects of one kind. */
export function* objectsOf({ objects }: Cluster, kind: GroupKind): Generator<Delivered> {
  for (const delivered of objects) if (groupKind(delivered.resource.id) === kind) yield delivered
}

/**
 * Whether something that cannot be seen may deliver objects: another repository, a broken build, a ResourceSet with
 * unknown inputs. What is missing is then unknown, not wrong.
 */
export const isBlind: (cluster: Cluster) => boolean = onceFor(
  cluster => !cluster.builds.every(isWhole) || [...unwholeSets(cluster)].length > 0,
)

/** Whether a Kustomization waits for the health of anything that it applies (spec/flux.md 3.4). */
export function hasHealthChecks({ owner }: Build): boolean {
  if (owner === undefined) return false
  const spec = specOf(owner)
  const wait = spec?.entries.get('wait')?.value
  return (wait?.kind === 'scalar' && wait.value === true) || itemsAt(spec, 'healthChecks').length > 0
}
