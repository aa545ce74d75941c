import { textAt, valueAt } from '../../lib/node.ts'
import type { ObjectId, Resource } from '../../model/resource.ts'
import { OPERATOR_GROUP } from '../flux/spec.ts'

/** Whether this is what the Flux Operator makes objects of. */
export function isResourceSet({ group, kind }: Pick<ObjectId, 'group' | 'kind'>): boolean {
  return group === OPERATOR_GROUP && kind === 'ResourceSet'
}

export function isInputProvider({ group, kind }: Pick<ObjectId, 'group' | 'kind'>): boolean {
  return group === OPERATOR_GROUP && kind === 'ResourceSetInputProvider'
}

/** An object that the Flux Operator leaves alone, or out of what a ResourceSet delivers (spec/flux.md 7.4). */
export function isDisabled({ node }: Pick<Resource, 'node'>): boolean {
  const annotations = valueAt(valueAt(node, 'metadata'), 'annotations')
  return textAt(annotations, `${OPERATOR_GROUP}/reconcile`) === 'disabled'
}
