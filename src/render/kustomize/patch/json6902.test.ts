import { expect, test } from 'vitest'
import { objectsIn, parsed, printed, writtenAt } from '../../../../test/kustomize-objects.ts'
import { locate } from '../../../lib/locate.ts'
import type { Sequence } from '../../../model/node.ts'
import type { KustomizeObject } from '../object.ts'
import { Refusal } from '../transformers/refusal.ts'
import { applyJsonPatch } from './json6902.ts'

function operations(text: string): Sequence {
  const root = parsed(text).documents[0]?.root
  if (root?.kind !== 'list') throw new Error('no operations')
  return root
}

const BASE =
  'apiVersion: v1\nkind: Thing\nmetadata: {name: a}\nspec: {list: [1, 2, 3], map: {a/b: x, c~d: y}, nothing: null}\n'

function patched(patch: string): readonly KustomizeObject[] {
  return objectsIn(BASE).map(object => ({ ...object, node: applyJsonPatch(object.node, operations(patch)) }))
}

/** The spec after one operation, on one line. */
function spec(operation: string): string {
  return printed(patched(`- ${operation}\n`))
    .replace(/^.*?spec:/s, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const LIST = 'list: - 1 - 2 - 3'
const MAP = 'map: a/b: x c~d: "y"'

test.each([
  ['{op: add, path: /spec/new, value: {a: 1}}', `${LIST} ${MAP} new: a: 1 nothing: null`],
  ['{op: add, path: /spec/list/1, value: 9}', `list: - 1 - 9 - 2 - 3 ${MAP} nothing: null`],
  ['{op: add, path: /spec/list/-, value: 9}', `list: - 1 - 2 - 3 - 9 ${MAP} nothing: null`],
  ['{op: add, path: /spec/list/-1, value: 9}', `list: - 1 - 2 - 3 - 9 ${MAP} nothing: null`],
  ['{op: add, path: /spec/list/03, value: 9}', `list: - 1 - 2 - 3 - 9 ${MAP} nothing: null`],
  ['{op: add, path: /spec/new}', `${LIST} ${MAP} new: null nothing: null`],
  ['{op: remove, path: /spec/list/-1}', `list: - 1 - 2 ${MAP} nothing: null`],
  ['{op: remove, path: /spec/map/a~1b}', `${LIST} map: c~d: "y" nothing: null`],
  ['{op: remove, path: /spec/map/c~0d}', `${LIST} map: a/b: x nothing: null`],
  ['{op: replace, path: /spec/list/+0, value: 9}', `list: - 9 - 2 - 3 ${MAP} nothing: null`],
  ['{op: replace, path: /spec/new, value: 9}', `${LIST} ${MAP} new: 9 nothing: null`],
  ['{op: replace, path: ignored/spec/nothing, value: 9}', `${LIST} ${MAP} nothing: 9`],
  ['{op: move, from: /spec/list/0, path: /spec/nothing}', `list: - 2 - 3 ${MAP} nothing: 1`],
  ['{op: copy, from: /spec/list/0, path: /spec/list/0}', `list: - 1 - 1 - 2 - 3 ${MAP} nothing: null`],
  ['{op: copy, from: /spec/missing, path: /spec/nothing}', `${LIST} ${MAP} nothing: null`],
  ['{op: test, path: /spec/list, value: [1, 2, 3]}', `${LIST} ${MAP} nothing: null`],
  ['{op: test, path: /spec/missing, value: null}', `${LIST} ${MAP} nothing: null`],
])('%s', (operation, expected) => {
  expect(spec(operation)).toBe(expected)
})

test.each([
  '{op: add, path: /spec/missing/a, value: 1}',
  '{op: add, path: /spec/nothing/a, value: 1}',
  '{op: add, path: /spec/list/4, value: 1}',
  '{op: add, path: /spec/list/-5, value: 1}',
  '{op: add, path: /spec/list/x, value: 1}',
  '{op: add, path: "", value: {}}',
  '{op: add, path: spec, value: {}}',
  '{op: add, path: /metadata/name/x, value: 1}',
  '{op: remove, path: /spec/missing}',
  '{op: remove, path: /spec/list/3}',
  '{op: replace, path: /spec/list/3, value: 1}',
  '{op: replace, path: "", value: 1}',
  '{op: replace, path: "", value: []}',
  '{op: move, from: /spec/missing, path: /spec/a}',
  '{op: copy, from: /spec/list/9, path: /spec/a}',
  '{op: test, path: /spec/list, value: [1, 2]}',
  '{op: test, path: /spec/map, value: {a/b: x, e: y}}',
  '{op: test, path: /spec/map/a~1b, value: {}}',
  '{op: test, path: "", value: {}}',
  '{op: merge, path: /spec}',
  '{path: /spec}',
  '{op: remove}',
  'text',
])('%s is refused', operation => {
  expect(() => spec(operation)).toThrow(Refusal)
})

test('the whole object can be replaced', () => {
  const text = printed(patched('- {op: replace, path: "", value: {apiVersion: v1, kind: B}}'))
  expect(text).toBe('apiVersion: v1\nkind: B\n')
})

test('a value has the place of its operation, a moved one its own', () => {
  const objects = patched(
    '- op: add\n  path: /spec/a\n  value: 50\n- {op: move, from: /spec/list/0, path: /spec/b}\n',
  )
  expect(writtenAt(objects, 'spec', 'a')).toBe('patch.yaml:3')
  expect(writtenAt(objects, 'spec', 'b')).toBe('base.yaml:4')
})

test('a refusal stands at the path of its operation', () => {
  try {
    patched('- op: test\n  path: /spec/list/0\n  value: 1\n- op: remove\n  path: /spec/x\n')
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(locate(error.at).line).toBe(5)
    expect(error.message).toBe("The patch's path `/spec/x` leads nowhere in `Thing a`.")
  }
})
