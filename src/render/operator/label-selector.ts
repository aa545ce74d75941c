import { itemsAt, mapAt, textAt } from '../../lib/node.ts'
import type { Mapping, Node } from '../../model/node.ts'

/** Whether an object has the labels that a selector asks for; an empty selector takes every object. */
export function matchesLabels(selector: Mapping, object: Mapping): boolean {
  const labels = mapAt(mapAt(object, 'metadata'), 'labels')
  const wanted = [...(mapAt(selector, 'matchLabels')?.entries ?? [])]
  return (
    wanted.every(([key, { value }]) => value.kind === 'scalar' && textAt(labels, key) === value.text) &&
    itemsAt(selector, 'matchExpressions').every(expression => meets(expression, labels))
  )
}

function meets(expression: Node, labels: Mapping | undefined): boolean {
  const value = textAt(labels, textAt(expression, 'key') ?? '')
  const isAmong = itemsAt(expression, 'values').some(item => item.kind === 'scalar' && item.text === value)
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && isAmong
    case 'NotIn':
      return !isAmong
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}
