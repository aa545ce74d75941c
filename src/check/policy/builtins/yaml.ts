import { repoPath } from '../../../model/location.ts'
import type { Node } from '../../../model/node.ts'
import { parseYaml } from '../../../read/yaml/parse.ts'
import { RegoObject, type Value } from '../rego/value.ts'
import type { Builtins } from './builtin.ts'

/** YAML in strings. */
export const YAML: Builtins = [
  ['yaml.is_valid', ([text]) => typeof text === 'string' && read(text) !== undefined],
  ['yaml.unmarshal', ([text]) => (typeof text === 'string' ? read(text) : undefined)],
]

function read(text: string): Value | undefined {
  const { documents, problems } = parseYaml({ path: repoPath(''), text }, 'resource')
  const [document] = documents
  if (problems.length > 0 || document === undefined) return undefined
  return document.root === undefined ? null : valueOf(document.root)
}

function valueOf(node: Node): Value {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(valueOf)
    case 'map':
      return new RegoObject(Array.from(node.entries, ([key, { value }]) => [key, valueOf(value)]))
    default:
      return node satisfies never
  }
}
