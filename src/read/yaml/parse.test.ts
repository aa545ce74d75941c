import { expect, test } from 'vitest'
import { toPlain, valueIn } from '../../lib/node.ts'
import type { ParsedFile, Typing } from '../../model/document.ts'
import { repoPath } from '../../model/location.ts'
import { parseYaml } from './parse.ts'

function parse(text: string, typing: Typing = 'resource'): ParsedFile {
  return parseYaml({ path: repoPath('a.yaml'), text }, typing)
}

/** Values of the documents; a map has no prototype, and is compared as JSON. */
function plain(text: string, typing: Typing = 'resource'): unknown {
  const { documents, problems } = parse(text, typing)
  expect(problems).toEqual([])
  const values = documents.map(({ root }) => (root === undefined ? undefined : toPlain(root)))
  return JSON.parse(JSON.stringify(values.length === 1 ? values[0] : values))
}

/** What is refused, and where. */
function refusals(text: string, typing: Typing = 'resource'): [string, string][] {
  return parse(text, typing).problems.map(({ at, message }): [string, string] => [
    text.slice(at.start, at.end),
    message,
  ])
}

/** The source of the value under a path of keys. */
function source(text: string, ...keys: string[]): string {
  const node = valueIn(parse(text).documents[0]?.root, ...keys)
  return node === undefined ? '' : text.slice(node.start, node.end)
}

test('resources and kustomizations type plain text differently', () => {
  const text = 'a: yes\nb: 2001-01-01\nc: 0777\nd: 1_000\ne: 12:30\nf: ! 1\n'
  expect(plain(text)).toEqual({ a: 'yes', b: '2001-01-01T00:00:00Z', c: 511, d: 1000, e: '12:30', f: 1 })
  expect(plain(text, 'sigs')).toEqual({ a: true, b: '2001-01-01', c: 511, d: 1000, e: '12:30', f: '1' })
})

test('keys of a kustomization become text, and the last of two wins', () => {
  expect(plain('1: a\nyes: b\n1.5: c\n0x10: d\n', 'sigs')).toEqual({
    '1': 'a',
    true: 'b',
    '1.5': 'c',
    '16': 'd',
  })
  expect(plain('a: 1\na: 2\n', 'sigs')).toEqual({ a: 2 })
})

test('a resource has text keys, each once', () => {
  expect(refusals('s: {a: 1, a: 2}\n')).toEqual([['a', 'The key `a` is set twice.']])
  expect(refusals('s:\n  1: a\n')).toEqual([['1', 'The key `1` is no text; JSON has text keys only.']])
  expect(plain('1: a\n')).toEqual({ '1': 'a' })
  expect(refusals('s:\n  ? [a]\n  : b\n')[0]?.[1]).toBe(
    'A key is a list or a map; Kubernetes knows text keys only.',
  )
})

test('own keys win over merged ones in a resource, later keys in a kustomization', () => {
  const text = 'a: &a {x: 1, w: 2}\nb:\n  x: 5\n  <<: *a\n'
  expect(plain(text)).toEqual({ a: { x: 1, w: 2 }, b: { x: 5, w: 2 } })
  expect(plain(text, 'sigs')).toEqual({ a: { x: 1, w: 2 }, b: { x: 1, w: 2 } })
  expect(plain('a: &a {x: 1}\nc: &c {x: 2, z: 3}\nb: {<<: [*a, *c]}\n')).toMatchObject({ b: { x: 1, z: 3 } })
  expect(plain('a: &a {x: 1}\nb:\n  "<<": *a\n')).toEqual({ a: { x: 1 }, b: {} })
  expect(refusals('b: {<<: 1}\n')).toEqual([['<<', 'A merge key needs a map, or a list of maps.']])
})

test('a text is cut at lines of `---`, and the rest of such a line is a comment', () => {
  expect(plain('a: 1\n---\n# c\n---\nb: |\n  x\n--- # c\nc: 1\n')).toEqual([
    { a: 1 },
    null,
    { b: 'x\n' },
    { c: 1 },
  ])
  expect(refusals('a: 1\n--- {b: 1}\nc: 1\n')).toEqual([
    ['--- {b: 1}', 'Something other than a comment stands behind `---` on its line.'],
  ])
  expect(plain('a: 1\n...\nb: [\n')).toEqual({ a: 1 })
  expect(refusals('%YAML 1.1\n---\na: 1\n')).toHaveLength(1)
})

test('a document with a mistake is left out, the others are read', () => {
  const { documents, problems } = parse('a: 1\n---\na: [\n---\nb: 2\n')
  expect(documents.map(({ index }) => index)).toEqual([0, 2])
  expect(problems).toHaveLength(1)
  expect(problems[0]?.at.start).toBeGreaterThanOrEqual('a: 1\n---\n'.length)
})

test('what Go refuses is refused at its place', () => {
  expect(refusals('a: "x\\/y"\n')).toEqual([['\\/', 'The escape `\\/` is not known to YAML 1.1.']])
  expect(refusals('a: 1\n\t\nb: 2\n')).toEqual([['\t', 'A tab stands where only spaces can indent.']])
  expect(refusals('a: .inf\n')).toEqual([['.inf', 'The number `.inf` has no form in JSON.']])
  expect(refusals('a: *x\n')).toEqual([['*x', 'The anchor `x` is not defined.']])
  expect(refusals('a: &x [*x]\n')).toEqual([['*x', 'The anchor `x` contains itself.']])
  expect(refusals('a: !!int x\n')).toEqual([['x', 'The text `x` is no `!!int`.']])
  expect(refusals('a: [http://x/?y]\n')[0]?.[0]).toBe('?')
  expect(refusals('a: "\\x7f"\n')[0]?.[1]).toBe('The character U+007F cannot be printed by kustomize.')
  expect(refusals('a: 1\n---\nb:\n  c: 1\n d: 2\n')).toHaveLength(1)
})

test('tabs that indent nothing are read', () => {
  expect(plain('a:\t1\nb: |\n  x\n  \ty\nc: "p\n\tq"\nd: [1,\n\t2]\n# e\n\t# f\n')).toEqual({
    a: 1,
    b: 'x\n\ty\n',
    c: 'p q',
    d: [1, 2],
  })
})

test('lines within quotes and brackets need no indention', () => {
  const text = 'a:\n  b: [\n1,\n  2\n]\n  c: "x\ny"\n  d: {\n  e: "it\\\'s"#f\n  }\ng: h\n'
  expect(plain(text)).toEqual({ a: { b: [1, 2], c: 'x y', d: { e: "it's" } }, g: 'h' })
  expect(source(text, 'a', 'd', 'e')).toBe('"it\\\'s"')
  expect(source(text, 'a', 'b')).toBe('[\n1,\n  2\n]')
  expect(source(text, 'g')).toBe('h')
})

test('a tab between brackets does not join a list item to the one above', () => {
  expect(plain('k:\n- yes\n- [a, \tb]\n- x:\t{c: d}\n')).toEqual({
    k: ['yes', ['a', 'b'], { x: { c: 'd' } }],
  })
})

test('in flow nothing and times become text, as kustomize writes them', () => {
  expect(plain('a: {b: , c: 2001-01-01t10:00:00Z, d: null}\n')).toEqual({
    a: { b: '', c: '2001-01-01t10:00:00Z', d: null },
  })
})

test('a folded text comes back from kustomize with more breaks before indented lines', () => {
  expect(plain('a: >-\n  x\n    y\n  z\n')).toEqual({ a: 'x\n\n  y\nz' })
  expect(plain('a: >+\n  x\n\n\n')).toEqual({ a: 'x\n\n\n\n' })
  expect(plain('a: >\n  x\n  y\n\n  z\n', 'sigs')).toEqual({ a: 'x y\nz\n' })
})

test('a block of text at the end of a file without line break has none', () => {
  expect(plain('a: |\n  x')).toEqual({ a: 'x' })
  expect(plain('a: |+\n  x\n')).toEqual({ a: 'x\n' })
})

test('origins cover what is written', () => {
  const text = 'a: "q"\nb:\n  - x y # c\n  - {k: v , l: [1] }\nc: |\n  one\n  two\n\nd: >-\n\n  f\ne:\n'
  expect(source(text, 'a')).toBe('"q"')
  expect(source(text, 'b')).toBe('- x y # c\n  - {k: v , l: [1] }')
  expect(source(text, 'c')).toBe('one\n  two')
  expect(source(text, 'd').trim()).toBe('f')
  expect(source(text, 'e')).toBe('')
  const empty = valueIn(parse(text).documents[0]?.root, 'e')
  expect(empty?.start).toBe(text.length - 1)
  const root = parse(text).documents[0]?.root
  expect([root?.start, root?.end]).toEqual([0, text.length - 1])
})

test('aliases are the node that they stand for, and cannot blow a document up', () => {
  const text = 'a: &x {k: 1}\nb: *x\n'
  expect(source(text, 'b')).toBe('{k: 1}')
  const bomb = Array.from({ length: 12 }, (_, level) =>
    level === 0
      ? 'a0: &a0 [x, x, x]'
      : `a${String(level)}: &a${String(level)} [${`*a${String(level - 1)}, `.repeat(10)}]`,
  )
  expect(refusals(`${bomb.join('\n')}\n`)[0]?.[1]).toBe(
    'The document is too large once its aliases are written out.',
  )
})

test('depth, quotes that never close and millions of documents end with a problem', () => {
  expect(refusals('['.repeat(100_000))[0]?.[1]).toBe('The document is nested too deeply.')
  expect(refusals(`a: "${'x\n'.repeat(50_000)}`)).toHaveLength(1)
  expect(parse('a: 1\n---\n'.repeat(30_000)).problems).toHaveLength(1)
  expect(refusals('- '.repeat(10_000))).toHaveLength(1)
  expect(plain(`{a ${'# '.repeat(5000)}\n}\n`)).toEqual({ a: '' })
  expect(plain(`a: [b ${'# '.repeat(5000)}\n]\n`)).toEqual({ a: ['b'] })
})
