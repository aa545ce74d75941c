import { expect, test } from 'vitest'
import { locate } from '../../lib/locate.ts'
import { valueIn } from '../../lib/node.ts'
import { repoPath } from '../../model/location.ts'
import type { Node, Scalar } from '../../model/node.ts'
import { parseYaml } from '../../read/yaml/parse.ts'
import { parseValues } from './values-text.ts'

const TEXT = `data:
  values.yaml: |
    ui:
      logo: https://\${HOST}/logo.png
      list: ["\${HOST}", b]
    replicas: 2
`

function scalarOf(text: string): Scalar {
  const file = parseYaml({ path: repoPath('settings.yaml'), text }, 'resource')
  const found = valueIn(file.documents[0]?.root, 'data', 'values.yaml')
  if (found?.kind !== 'scalar') throw new Error('no text')
  return found
}

/** As substitution leaves it. */
function substituted(was: Scalar, edit: (text: string) => string): Scalar {
  const text = edit(was.text)
  return { ...was, text, value: text, step: { what: 'postBuild substitution', was } }
}

function placeOf(node: Node | undefined): string {
  if (node === undefined) return 'nowhere'
  const { line, column, endLine, endColumn } = locate(node)
  return [line, column, endLine, endColumn].join(' ')
}

test.each([
  ['as it was written', (text: string) => text],
  ['with a longer value', (text: string) => text.replaceAll('${HOST}', 'a-rather-long.host.example.com')],
  ['with a shorter one', (text: string) => text.replaceAll('${HOST}', 'a')],
])('values stand where they are written, %s', (_name, edit) => {
  const root = parseValues(substituted(scalarOf(TEXT), edit)).documents[0]?.root
  const list = valueIn(root, 'ui', 'list')
  const [first, second] = list?.kind === 'list' ? list.items : []
  expect(placeOf(valueIn(root, 'ui', 'logo'))).toBe('4 13 4 37')
  expect(placeOf(first)).toBe('5 14 5 23')
  expect(placeOf(second)).toBe('5 25 5 26')
  expect(placeOf(valueIn(root, 'replicas'))).toBe('6 15 6 16')
})

test('a text of other lines stands where the whole text does', () => {
  const was = scalarOf(TEXT)
  const root = parseValues(substituted(was, () => 'a: 1\nb: 2\n')).documents[0]?.root
  expect(placeOf(valueIn(root, 'b'))).toBe(placeOf(was))
})
