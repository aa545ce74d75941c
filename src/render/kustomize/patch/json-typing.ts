import { withItems, withScalar } from '../../../lib/node.ts'
import {
  type Entry,
  type Mapping,
  mapping,
  type Node,
  type Scalar,
  scalar as scalarNode,
} from '../../../model/node.ts'
import { resolveScalar } from '../../../read/yaml/scalar.ts'
import { shortest } from '../../yaml/number.ts'
import { isQuoted, withoutNeedlessQuotes } from '../transformers/texts.ts'
import { MapDraft } from './map-draft.ts'

/** JSON patches are read by sigs.k8s.io/yaml, to which a plain `yes` is true; resources and merge patches are not. */
export function withJsonTyping(node: Node): Node {
  return mapScalars(node, scalar => {
    if (isQuoted(scalar)) return scalar
    const value = resolveScalar(scalar.text, 'sigs')
    return value === scalar.value ? scalar : withScalar(scalar, value)
  })
}

/** What a JSON round trip leaves of a value: integers are floats, an empty field is spelled `null`, quotes are few. */
export function throughJson(object: Mapping): Mapping {
  const node = mapScalars(object, scalar => {
    if (typeof scalar.value === 'bigint' || typeof scalar.value === 'number') return asFloat(scalar)
    if (scalar.value === null && scalar.text === '') return withScalar(scalar, null, 'null')
    return withoutNeedlessQuotes(scalar)
  })
  return node.kind === 'map' ? node : object
}

function asFloat(scalar: Scalar): Scalar {
  const value = Number(scalar.value)
  const text = shortest(value)
  return value === scalar.value && text === scalar.text ? scalar : withScalar(scalar, value, text)
}

function mapScalars(node: Node, change: (scalar: Scalar) => Scalar): Node {
  switch (node.kind) {
    case 'scalar':
      return change(node)
    case 'list': {
      const items = node.items.map(item => mapScalars(item, change))
      return items.some((item, index) => item !== node.items[index]) ? withItems(node, items) : node
    }
    case 'map': {
      const draft = new MapDraft(node)
      for (const { key, value } of node.entries.values()) draft.set(key, mapScalars(value, change))
      return draft.done()
    }
    default:
      return node satisfies never
  }
}

/** Labels or annotations as kustomize writes them back: every value is text, and without any there is no field. */
export function withTexts(metadata: Mapping, field: 'labels' | 'annotations'): Mapping {
  const pairs = metadata.entries.get(field)
  if (pairs === undefined) return metadata
  const texts = new Map<string, Entry>()
  if (pairs.value.kind === 'map') {
    for (const [name, { key, value }] of pairs.value.entries)
      texts.set(name, { key, value: asTextNode(value) })
  }
  const draft = new MapDraft(metadata)
  draft.set(pairs.key, texts.size === 0 ? undefined : mapping(pairs.value, texts))
  return draft.done()
}

function asTextNode(node: Node): Node {
  if (node.kind !== 'scalar') return scalarNode(node, '')
  return node.value === node.text ? node : withScalar(node, node.text)
}
