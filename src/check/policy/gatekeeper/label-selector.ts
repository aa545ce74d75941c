import { itemsAt, mapAt, scalarAt, textAt } from '../../../lib/node.ts'
import type { Origin } from '../../../model/location.ts'
import type { Mapping, Node } from '../../../model/node.ts'

export type Labels = ReadonlyMap<string, string>

interface Requirement {
  readonly key: string
  readonly operator: Operator
  readonly values: readonly string[]
}

/** A selector of labels, as `metav1.LabelSelector`. Without requirements it takes everything. */
export interface LabelSelector {
  readonly requirements: readonly Requirement[]
}

/** A selector that the API server refuses. */
export interface SelectorMistake {
  readonly at: Origin
  readonly message: string
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const
type Operator = (typeof OPERATORS)[number]

export function readSelector(node: Mapping): LabelSelector | SelectorMistake {
  const requirements: Requirement[] = []
  for (const [key, { value }] of mapAt(node, 'matchLabels')?.entries ?? []) {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') {
      return { at: value, message: `The label \`${key}\` is selected by what is no text.` }
    }
    requirements.push({ key, operator: 'In', values: [value.text] })
  }
  for (const expression of itemsAt(node, 'matchExpressions')) {
    const found = readExpression(expression)
    if ('message' in found) return found
    requirements.push(found)
  }
  return { requirements }
}

function readExpression(node: Node): Requirement | SelectorMistake {
  const name = textAt(node, 'operator') ?? ''
  const operator = OPERATORS.find(known => known === name)
  if (operator === undefined) {
    return {
      at: scalarAt(node, 'operator') ?? node,
      message: `\`${name}\` is no operator of a label selector.`,
    }
  }
  const key = textAt(node, 'key') ?? ''
  if (key === '') return { at: node, message: 'The expression has no `key`.' }
  const values = itemsAt(node, 'values').flatMap(item => (item.kind === 'scalar' ? [item.text] : []))
  const isListed = operator === 'In' || operator === 'NotIn'
  if (isListed !== values.length > 0) {
    return { at: node, message: `\`${operator}\` has ${isListed ? 'no values' : 'values'}.` }
  }
  return { key, operator, values }
}

export function selects({ requirements }: LabelSelector, labels: Labels): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = labels.get(key)
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value)
      case 'NotIn':
        return value === undefined || !values.includes(value)
      case 'Exists':
        return value !== undefined
      case 'DoesNotExist':
        return value === undefined
      default:
        return operator satisfies never
    }
  })
}

export function labelsOf(node: Mapping): Labels {
  const labels = new Map<string, string>()
  for (const [key, { value }] of mapAt(mapAt(node, 'metadata'), 'labels')?.entries ?? []) {
    if (value.kind === 'scalar' && value.value !== null) labels.set(key, value.text)
  }
  return labels
}
