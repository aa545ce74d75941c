import { expect, test } from 'vitest'
import type { Node, Scalar } from '../../model/node.ts'
import { repoPath } from '../../model/location.ts'
import { valueAt } from '../../lib/node.ts'
import { parseEmbedded } from './embedded.ts'
import { parseYaml } from './parse.ts'

function scalarOf(text: string): Scalar {
  const { documents, problems } = parseYaml({ path: repoPath('a.yaml'), text }, 'resource')
  expect(problems).toEqual([])
  const value = valueAt(documents[0]?.root, 'patch')
  if (value?.kind !== 'scalar') throw new Error('no scalar under `patch`')
  return value
}

function* scalarsOf(node: Node | undefined): Generator<Scalar> {
  if (node === undefined) return
  if (node.kind === 'scalar') yield node
  if (node.kind === 'list') for (const item of node.items) yield* scalarsOf(item)
  if (node.kind !== 'map') return
  for (const { key, value } of node.entries.values()) {
    yield key
    yield* scalarsOf(value)
  }
}

/** Each scalar of the embedded text, and what stands at its origin in the file. */
function sources(text: string): [string, string][] {
  const { documents, file } = parseEmbedded(scalarOf(text), 'resource')
  return documents.flatMap(({ root }) =>
    [...scalarsOf(root)].map(({ text: own, start, end }): [string, string] => [
      own,
      file.text.slice(start, end),
    ]),
  )
}

test('in a literal block each scalar is found where it stands', () => {
  const found = sources(
    'patch: |\n  - op: add\n    path: /spec\n\n    value: "x y"\n  - op: test\nother: 1\n',
  )
  expect(found).toEqual([
    ['op', 'op'],
    ['add', 'add'],
    ['path', 'path'],
    ['/spec', '/spec'],
    ['value', 'value'],
    ['x y', '"x y"'],
    ['op', 'op'],
    ['test', 'test'],
  ])
})

test('in every literal block the source of a scalar contains its text', () => {
  const words = ['a', 'bc', 'é', '"q"', "'s t'", '1', 'x: y', '- z', '# c', '']
  for (let seed = 1; seed < 400; seed++) {
    const lines = Array.from({ length: 1 + (seed % 7) }, (_, line) => {
      const word = words[(seed * 7 + line * 13) % words.length] ?? ''
      return `k${String(line)}: ${word.replace(': ', ':')}`
    })
    const indent = ' '.repeat(1 + (seed % 5))
    const gap = seed % 3 === 0 ? '\n' : ''
    const header = seed % 2 === 0 ? '|' : '|-'
    const text = `patch: ${header}\n${gap}${lines.map(line => `${indent}${line}\n`).join(gap)}after: x\n`
    for (const [own, source] of sources(text)) expect(source).toContain(own)
  }
})

test('in quotes without escapes and in plain text each scalar is found where it stands', () => {
  expect(sources('patch: "a: b"\n')).toEqual([
    ['a', 'a'],
    ['b', 'b'],
  ])
  expect(sources("patch: '{a: [b]}'\n")).toEqual([
    ['a', 'a'],
    ['b', 'b'],
  ])
  expect(sources('patch: word\n')).toEqual([['word', 'word']])
})

test('behind escapes and folds each scalar is still found where it stands', () => {
  expect(sources('patch: "a: x\\nb: \\"c d\\"\\n"\n')).toEqual([
    ['a', 'a'],
    ['x', 'x'],
    ['b', 'b'],
    ['c d', '\\"c d\\"'],
  ])
  expect(sources("patch: 'a: ''x'''\n")).toEqual([
    ['a', 'a'],
    ['x', "''x''"],
  ])
  expect(sources('patch: >\n  {a: b,\n  c: d}\n')).toEqual([
    ['a', 'a'],
    ['b', 'b'],
    ['c', 'c'],
    ['d', 'd'],
  ])
  expect(sources('patch: {a: "[b,\n    c]"}\n'.replace('{a: ', '').replace('}', ''))).toEqual([
    ['b', 'b'],
    ['c', 'c'],
  ])
})

test('a value that no file holds maps to the place that set it', () => {
  const scalar = { ...scalarOf('patch: ${P}\n'), text: 'a: b\n', value: 'a: b\n' }
  const [document] = parseEmbedded(scalar, 'resource').documents
  expect([...scalarsOf(document?.root)].map(({ start, end }) => [start, end])).toEqual([
    [7, 11],
    [7, 11],
  ])
})

test('a whole file maps to itself', () => {
  const file = { path: repoPath('a.yaml'), text: 'a: 1\nb:\n- c\n' }
  const whole: Scalar = {
    kind: 'scalar',
    value: file.text,
    text: file.text,
    file,
    start: 0,
    end: file.text.length,
  }
  expect(parseEmbedded(whole, 'resource')).toEqual(parseYaml(file, 'resource'))
})

test('a mistake inside is told where it stands in the file', () => {
  const scalar = scalarOf('patch: |\n  a: 1\n  b: [1\n  c: 2\nz: 1\n')
  const [problem] = parseEmbedded(scalar, 'resource').problems
  expect(problem?.message).toMatch(/\.$/)
  expect(problem?.at.start).toBeGreaterThan(scalar.start)
  expect(problem?.at.end).toBeLessThanOrEqual(scalar.end)
  const twice = parseEmbedded(scalarOf('patch: |\n  a: 1\n  a: 2\n'), 'resource').problems
  expect(twice.map(({ at, message }) => [at.start, at.end, message])).toEqual([
    [18, 19, 'The key `a` is set twice.'],
  ])
})
