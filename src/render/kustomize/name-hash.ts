import { createHash } from 'node:crypto'
import { mapAt, scalarAt, valueAt, withValue } from '../../lib/node.ts'
import { compareText } from '../../lib/order.ts'
import { computed, type Mapping, type Node } from '../../model/node.ts'
import { withFormerId } from './identity.ts'
import type { Transformer } from './object.ts'

/** Appends a hash of their content to the names of generated objects that want one. */
export const hashTransformer: Transformer = objects =>
  objects.map(object => {
    const metadata = mapAt(object.node, 'metadata')
    const name = scalarAt(metadata, 'name')
    if (!object.needsHash || metadata === undefined || name === undefined) return object
    const hashed = computed(
      object.generator ?? name,
      { what: 'name hash', was: name },
      `${name.text}-${contentHash(object.node)}`,
    )
    const node = withValue(object.node, 'metadata', withValue(metadata, 'name', hashed))
    return { ...withFormerId(object), node }
  })

/** Ten letters that say what is in a ConfigMap or Secret, as kubectl and kustomize compute them. */
function contentHash(node: Mapping): string {
  const json = scalarAt(node, 'kind')?.text === 'Secret' ? secretJson(node) : configMapJson(node)
  const hex = createHash('sha256').update(json).digest('hex').slice(0, 10)
  return hex.replace(/[013ae]/g, digit => LETTERS[digit] ?? digit)
}

/** Digits that could spell words are replaced. */
const LETTERS: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' }

// The name is always empty: kustomize looks for a field that is called `metadata/name`.

function configMapJson(node: Mapping): string {
  const binaryData = mapAt(node, 'binaryData')
  const binary = binaryData === undefined ? '' : `"binaryData":${goJson(binaryData)},`
  return `{${binary}"data":${fieldJson(node, 'data')},"kind":"ConfigMap","name":""}`
}

function secretJson(node: Mapping): string {
  const stringData = mapAt(node, 'stringData')
  const plain = stringData === undefined ? '' : `,"stringData":${goJson(stringData)}`
  return `{"data":${fieldJson(node, 'data')},"kind":"Secret","name":""${plain},"type":${fieldJson(node, 'type')}}`
}

function fieldJson(node: Mapping, field: string): string {
  const value = valueAt(node, field)
  if (value === undefined) return '""'
  return value.kind === 'scalar' ? goString(value.text) : goJson(value)
}

/** JSON as Go prints it: keys sorted, and `<`, `>`, `&` and two line separators escaped. */
function goJson(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' ? goString(node.value) : String(node.value)
    case 'list':
      return `[${node.items.map(goJson).join(',')}]`
    case 'map': {
      const entries = [...node.entries].sort(([a], [b]) => compareText(a, b))
      return `{${entries.map(([key, { value }]) => `${goString(key)}:${goJson(value)}`).join(',')}}`
    }
    default:
      return node satisfies never
  }
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function goString(text: string): string {
  const escaped = text.replace(/["\\\0-\x1f<>&\u2028\u2029]/g, character => {
    const short = SHORT[character]
    return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return `"${escaped}"`
}
