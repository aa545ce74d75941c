import { expect, test } from 'vitest'
import { repoPath, type SourceFile } from '../model/location.ts'
import type { Node } from '../model/node.ts'
import { parseYaml } from '../read/yaml/parse.ts'
import { pointerTo } from './pointer.ts'

function parse(text: string): { file: SourceFile; root: Node | undefined } {
  const file = { path: repoPath('a.yaml'), text }
  return { file, root: parseYaml(file, 'resource').documents[0]?.root }
}

/** The pointer to what `needle` stands for, where it is first found. */
function pointerIn(text: string, needle: string): string {
  const { file, root } = parse(text)
  const start = text.indexOf(needle)
  return pointerTo(root, { file, start, end: start + needle.length })
}

/** Every node's own origin, and the pointer that it gets. */
function* pointers(node: Node, root: Node): Generator<string> {
  yield `${pointerTo(root, node)} ${node.kind}`
  if (node.kind === 'map') for (const { value } of node.entries.values()) yield* pointers(value, root)
  if (node.kind === 'list') for (const item of node.items) yield* pointers(item, root)
}

test('every node leads back to itself', () => {
  const { root } = parse('a:\n  b: [1, {c: 2}]\nd:\n- e: 3\n  f:\n    - - g\n- "h"\n')
  expect(root && [...pointers(root, root)]).toEqual([
    ' map',
    '/a map',
    '/a/b list',
    '/a/b/0 scalar',
    '/a/b/1 map',
    '/a/b/1/c scalar',
    '/d list',
    '/d/0 map',
    '/d/0/e scalar',
    '/d/0/f list',
    '/d/0/f/0 list',
    '/d/0/f/0/0 scalar',
    '/d/1 scalar',
  ])
})

test.each([
  ['of a key is that of its value', 'spec:\n  replicas: 3\n', 'replicas', '/spec/replicas'],
  ['of a part of a value is that of the value', 'a: x-${B}-y\n', '${B}', '/a'],
  ['of a line of a block scalar is that of the scalar', 'a:\n  b: |\n    x\n    y\n', 'y', '/a/b'],
  ['has slashes and tildes escaped', 'a:\n  b/c~d: 1\n', '1', '/a/b~1c~0d'],
  ['leads to an anchor where it is written', 'a: &x\n  k: 1\nb: *x\n', '1', '/a/k'],
  ['of an alias is that of its key', 'a: &x\n  k: 1\nb: *x\n', '*x', '/b'],
  ['leads to a merged key where it is written', 'a: &x\n  k: 1\nb:\n  <<: *x\n  l: 2\n', 'k', '/a/k'],
  ['leads to an own key beside a merge', 'a: &x\n  k: 1\nb:\n  <<: *x\n  l: 2\n', '2', '/b/l'],
  ['of a merge is that of its map', 'a: &x\n  k: 1\nb:\n  <<: *x\n  l: 2\n', '<<', '/b'],
  ['passes an item that an alias brings', 'a: [&x {k: 1}, *x, {k: 2}]\n', '2', '/a/2/k'],
  ['of what stands before the root is empty', '# x\na: 1\n', '# x', ''],
])('a pointer %s', (...[, text, needle, expected]) => {
  expect(pointerIn(text, needle)).toBe(expected)
})

test('a document without a value has the empty pointer', () => {
  expect(pointerIn('# nothing\n', 'nothing')).toBe('')
})
