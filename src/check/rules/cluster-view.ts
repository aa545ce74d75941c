import { itemsAt } from '../../lib/node.ts'
import type { Build, BuildProblemCode } from '../../model/build.ts'
import type { Cluster, Delivered } from '../../model/fleet.ts'
import { type GroupKind, groupKind } from '../../model/resource.ts'
import { OPERATOR_GROUP, specOf } from '../../render/flux/spec.ts'

/** The delivered objects of one kind. */
export function* objectsOf({ objects }: Cluster, kind: GroupKind): Generator<Delivered> {
  for (const delivered of objects) if (groupKind(delivered.resource.id) === kind) yield delivered
}

/** A build with one of these has lost objects; what they were is unknown. */
const LOSING: ReadonlySet<BuildProblemCode> = new Set<BuildProblemCode>([
  'cycle',
  'invalid-field',
  'invalid-resource',
  'missing-path',
  'missing-resource',
  'syntax',
  'unknown-field',
])

/** Whether a build shows every object that it delivers. */
export function isWhole({ gaps, problems }: Build): boolean {
  const isRemote = gaps.some(({ reason }) => reason === 'remote-base' || reason === 'remote-source')
  return !isRemote && !problems.some(({ code }) => LOSING.has(code))
}

const blindness = new WeakMap<Cluster, boolean>()

/**
 * Whether something that cannot be seen may deliver objects: another repository, a broken build, a ResourceSet.
 * What is missing is then unknown, not wrong.
 */
export function isBlind(cluster: Cluster): boolean {
  const known = blindness.get(cluster)
  if (known !== undefined) return known
  const isSet = (delivered: Delivered): boolean =>
    delivered.resource.id.group === OPERATOR_GROUP && delivered.resource.id.kind === 'ResourceSet'
  const found = !cluster.builds.every(isWhole) || cluster.objects.some(isSet)
  blindness.set(cluster, found)
  return found
}

/** Whether a Kustomization waits for the health of anything that it applies (spec/flux.md 3.4). */
export function hasHealthChecks({ owner }: Build): boolean {
  if (owner === undefined) return false
  const spec = specOf(owner)
  const wait = spec?.entries.get('wait')?.value
  return (wait?.kind === 'scalar' && wait.value === true) || itemsAt(spec, 'healthChecks').length > 0
}
