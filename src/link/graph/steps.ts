import { isTrueAt, itemsAt, scalarAt } from '../../lib/node.ts'
import type { GraphNode, Reference } from '../../model/graph.ts'
import type { Node, Scalar } from '../../model/node.ts'
import { objectKey } from '../../model/resource.ts'
import { nameOrigin, specOf } from '../../render/flux/spec.ts'
import { isResourceSet } from '../../render/operator/spec.ts'

/** More pairs than this of two steps are not drawn: nobody writes so many, and hostile input must end. */
const MOST_PAIRS = 10_000

/** The step of its ResourceSet that makes an object. */
interface Step {
  readonly index: number
  readonly name: Scalar | undefined
  readonly isLast: boolean
}

/** Where a parent says that it waits for an object: at its `wait`, or at a step that others follow (spec/flux.md 7.4). */
export function waitOrigin(parent: GraphNode, child: GraphNode): Scalar | undefined {
  const spec = specOf(parent.resource)
  const step = isResourceSet(parent.resource.id) ? stepOf(child) : undefined
  if (step?.isLast === false) return step.name
  return isTrueAt(spec, 'wait') ? scalarAt(spec, 'wait') : undefined
}

/** Of a ResourceSet with steps: each object comes after those of the step before are ready. */
export function* stepReferences(nodes: Iterable<GraphNode>): Generator<Reference> {
  for (const steps of objectsBySteps(nodes)) {
    let before: readonly GraphNode[] = []
    for (const made of steps) {
      if (before.length * made.length <= MOST_PAIRS) yield* inOrder(made, before)
      before = made
    }
  }
}

function* inOrder(made: readonly GraphNode[], before: readonly GraphNode[]): Generator<Reference> {
  for (const from of made) {
    for (const { resource } of before) {
      yield { type: 'waits-for', from, target: resource.id, at: nameOrigin(from.resource) }
    }
  }
}

/** Of each ResourceSet the objects of its steps, in order; steps without any are left out. */
function objectsBySteps(nodes: Iterable<GraphNode>): Iterable<readonly (readonly GraphNode[])[]> {
  const sets = new Map<string, GraphNode[][]>()
  for (const node of nodes) {
    const owner = node.build?.owner
    const step = owner !== undefined && isResourceSet(owner.id) ? stepOf(node) : undefined
    if (owner === undefined || step === undefined) continue
    const steps = sets.get(objectKey(owner.id)) ?? []
    sets.set(objectKey(owner.id), steps)
    const made = steps[step.index] ?? []
    steps[step.index] = [...made, node]
  }
  return [...sets.values()].map(steps => steps.filter(made => made.length > 0))
}

/** The step whose template stands where the trail of an object begins. */
function stepOf({ resource, build }: GraphNode): Step | undefined {
  const steps = build?.owner === undefined ? [] : itemsAt(specOf(build.owner), 'steps')
  const at = resource.trail?.at
  const index = at === undefined ? -1 : steps.findIndex(step => templatesOf(step).some(node => node === at))
  if (index < 0) return undefined
  return { index, name: scalarAt(steps[index], 'name'), isLast: index === steps.length - 1 }
}

function templatesOf(step: Node): readonly (Node | undefined)[] {
  return [...itemsAt(step, 'resources'), scalarAt(step, 'resourcesTemplate')]
}
