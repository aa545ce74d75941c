import { expect, test } from 'vitest'
import { repoPath } from '../../model/location.ts'
import { type Entry, mapping, type Node, scalar, type ScalarValue, sequence } from '../../model/node.ts'
import { emitWithSpans, emitYaml } from './emit.ts'

const file = { path: repoPath('a.yaml'), text: '' }
const origin = { file, start: 0, end: 0 }

type Plain = ScalarValue | readonly Plain[] | { readonly [key: string]: Plain }

function node(value: Plain): Node {
  if (value === null || typeof value !== 'object') return scalar(origin, value)
  if (Array.isArray(value)) return sequence(origin, value.map(node))
  const entries = Object.entries(value).map(([key, under]): [string, Entry] => [
    key,
    { key: scalar(origin, key), value: node(under) },
  ])
  return mapping(origin, new Map(entries))
}

const value = (text: Plain): string => emitYaml(node({ v: text })).slice('v: '.length, -1)

test('keys are sorted, lists stand at their key, empty collections on one line', () => {
  const text = emitYaml(node({ b: [1, [2, { c: 'x', a: null }], []], a: {}, B: { z: true } }))
  expect(text).toBe('B:\n  z: true\na: {}\nb:\n- 1\n- - 2\n  - a: null\n    c: x\n- []\n')
})

test('keys with numbers are sorted by the number, letters after the rest', () => {
  const text = emitYaml(node({ a10: 0, a2: 0, a: 0, 'a-b': 0, ab: 0, 'a.b': 0, a02: 0 }))
  expect(text.match(/^[^:]+/gm)).toEqual(['a', 'a-b', 'a.b', 'a2', 'a02', 'a10', 'ab'])
})

test('text that reads as something else in YAML 1.1 is double-quoted', () => {
  const texts = [
    '1',
    'true',
    'yes',
    'n',
    '~',
    '',
    'null',
    '0x1',
    '0o7',
    '1_000',
    '12:30',
    '2001-01-01',
    '.5',
    '1.',
    '08',
  ]
  expect(texts.map(value)).toEqual(texts.map(text => `"${text}"`))
  const plain = [
    'Infinity',
    '=',
    '<<',
    'a:b',
    'a,b',
    'é',
    'x#y',
    '1e400',
    '1.2.3',
    '0o8',
    'nUll',
    '10.0.0.0/8',
  ]
  expect(plain.map(value)).toEqual(plain)
})

test('text that cannot stand plain is single-quoted', () => {
  const texts = ['a: b', ' x', 'x ', '- a', '-', '*a', '@a', '?', '---', 'key:', 'a #b', '{a}', '"a"', '%a']
  expect(texts.map(value)).toEqual(texts.map(text => `'${text}'`))
  expect(value("it's: so")).toBe("'it''s: so'")
})

test('what cannot be printed is escaped', () => {
  expect(value('a\tb')).toBe(String.raw`"a\tb"`)
  expect(value('\x07\x1B\r"\\')).toBe(String.raw`"\a\e\r\"\\"`)
  expect(value('\u{1F600}')).toBe(String.raw`"\U0001F600"`)
  expect(value('a\u0001')).toBe(String.raw`"a\x01"`)
  expect(value('x \ny')).toBe(String.raw`"x \ny"`)
  expect(value('\uFEFFa')).toBe(String.raw`"\uFEFF\x61"`)
})

test('lines become a literal block with the hints that it needs', () => {
  expect(value('a\nb')).toBe('|-\n  a\n  b')
  expect(emitYaml(node({ v: 'a\n' }))).toBe('v: |\n  a\n')
  expect(emitYaml(node({ v: 'a\n\n\n', w: 1 }))).toBe('v: |+\n  a\n\n\nw: 1\n')
  expect(value(' a\nb')).toBe('|2-\n   a\n  b')
  expect(emitYaml(node({ v: '\n' }))).toBe('v: |2+\n\n')
  expect(emitYaml(node(['a\nb']))).toBe('- |-\n  a\n  b\n')
})

test('long text is folded at the first single space after column 80', () => {
  const word = 'x'.repeat(38)
  expect(value(`${word} ${word} a b`)).toBe(`${word} ${word} a\n  b`)
  expect(value(`${word} ${word}a  b c`)).toBe(`${word} ${word}a  b\n  c`)
  expect(value(`${word} ${word}: a  b c`)).toBe(`'${word} ${word}:\n  a  b c'`)
  expect(value(`\t${word} ${word}  b c`)).toBe(`"\\t${word} ${word}\n  \\ b c"`)
  expect(emitYaml(node({ [`${word} ${word} a b c`]: 1 }))).toBe(`${word} ${word} a b c: 1\n`)
})

test('a key that is long or has lines stands after a question mark', () => {
  const long = 'k'.repeat(129)
  expect(emitYaml(node({ [long]: { a: 1 } }))).toBe(`? ${long}\n: a: 1\n`)
  expect(emitYaml(node({ 'a\nb': [1] }))).toBe('? |-\n  a\n  b\n: - 1\n')
  expect(emitYaml(node({ ['é'.repeat(64)]: 1 }))).toBe(`${'é'.repeat(64)}: 1\n`)
  expect(emitYaml(node({ ['é'.repeat(65)]: 1 }))).toBe(`? ${'é'.repeat(65)}\n: 1\n`)
})

test('numbers look as Go prints them', () => {
  const numbers: [number | bigint, string][] = [
    [1e6, '1000000'],
    [1234567.5, '1.2345675e+06'],
    [0.1, '0.1'],
    [0.00001, '1e-05'],
    [1e19, '10000000000000000000'],
    [1e20, '1e+20'],
    [-0, '0'],
    [2 ** 63, '9223372036854776000'],
    [-(2 ** 63), '-9.223372036854776e+18'],
    [9223372036854775807n, '9223372036854775807'],
    [1.5e300, '1.5e+300'],
  ]
  for (const [number, text] of numbers) expect(value(number)).toBe(text)
})

test('spans cover each scalar as it is printed, quotes included, in order', () => {
  const { text, spans } = emitWithSpans(node({ b: 'a: b', a: [1, 'yes', 'x\ny\n'], "it's": '' }))
  expect(text).toBe(emitYaml(node({ b: 'a: b', a: [1, 'yes', 'x\ny\n'], "it's": '' })))
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
    'a',
    '1',
    '"yes"',
    '|\n  x\n  y\n',
    'b',
    "'a: b'",
    "it's",
    '""',
  ])
  expect(spans.map(({ isKey }) => isKey)).toEqual([true, false, false, false, true, false, true, false])
  expect(spans.map(({ node: { value } }) => value)).toEqual([
    'a',
    1,
    'yes',
    'x\ny\n',
    'b',
    'a: b',
    "it's",
    '',
  ])
})

test('the span of a key after a question mark is the key alone', () => {
  const key = 'k'.repeat(129)
  const { text, spans } = emitWithSpans(node({ [key]: 1 }))
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([key, '1'])
})
