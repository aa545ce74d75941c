import { expect, test } from 'vitest'
import type { Range } from '../model/location.ts'
import { codeFrame } from './code-frame.ts'

/** The frame as text: `>` for a marked line, the underline below its line. */
function drawn(lines: readonly string[], range: Range, room = 40): readonly string[] {
  return codeFrame({ firstLine: 1, lines }, range, room).flatMap(({ text, isMarked, underline }) => [
    `${isMarked ? '>' : ' '}${text}`,
    ...(underline === undefined ? [] : [` ${' '.repeat(underline.offset)}${'^'.repeat(underline.length)}`]),
  ])
}

function on(line: number, column: number, endColumn: number): Range {
  return { line, column, endLine: line, endColumn }
}

test('underlines the range', () => {
  expect(drawn(['a: 1', 'b: 23'], on(2, 4, 6))).toEqual([' a: 1', '>b: 23', '    ^^'])
})

test('counts columns of the screen, not code units', () => {
  expect(drawn(['日本\t🚀: X'], on(1, 8, 9))).toEqual(['>日本    🚀: X', '             ^'])
})

test('underlines the word at an empty range', () => {
  expect(drawn(['  kind: A'], on(1, 3, 3))).toEqual(['>  kind: A', '   ^^^^'])
})

test('underlines one column where there is no word', () => {
  expect(drawn(['a:'], on(1, 3, 3))).toEqual(['>a:', '   ^'])
  expect(drawn(['a: ""'], on(1, 4, 4))).toEqual(['>a: ""', '    ^'])
})

test('marks the lines of a range that spans many', () => {
  const range = { line: 2, column: 3, endLine: 3, endColumn: 4 }
  expect(drawn(['a: |', '  x', '  y'], range)).toEqual([' a: |', '>  x', '>  y'])
})

test('has no underline where the line is not in the excerpt', () => {
  expect(drawn(['a: 1'], on(7, 1, 2))).toEqual([' a: 1'])
})

test('cuts a long line at its end', () => {
  expect(drawn([`key: ${'x'.repeat(90)}`], on(1, 1, 4), 20)).toEqual(['>key: xxxxxxxxxxxxxx…', ' ^^^'])
})

test('cuts a long line around the range, and every other line at the same columns', () => {
  const long = `${'a'.repeat(50)}HERE${'b'.repeat(50)}`
  expect(drawn(['short', '0123456789'.repeat(9), long], on(3, 51, 55), 20)).toEqual([
    ' ',
    ' …567890123456789012…',
    '>…aaaaaHEREbbbbbbbbb…',
    '       ^^^^',
  ])
})

test('underlines no more than can be seen', () => {
  const [text = '', underline = ''] = drawn(['x'.repeat(90)], on(1, 31, 80), 20)
  expect(text).toHaveLength(21)
  expect(underline).toBe(` ${' '.repeat(6)}${'^'.repeat(14)}`)
})

test('keeps columns where a wide character is cut in half', () => {
  const [text = '', underline = ''] = drawn([`${'日'.repeat(31)}HERE`], on(1, 32, 36), 19)
  expect(text).toBe('>… 日日HERE')
  expect(underline).toBe('       ^^^^')
})

test('reads no more of an endless line than it shows', () => {
  const endless = 'x'.repeat(50_000_000)
  const before = performance.now()
  const [text = ''] = drawn([endless], on(1, 25_000_001, 25_000_002), 100)
  expect(text).toHaveLength(101)
  expect(performance.now() - before).toBeLessThan(10_000)
})
