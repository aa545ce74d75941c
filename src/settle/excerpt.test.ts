import { expect, test } from 'vitest'
import { repoPath, type Range } from '../model/location.ts'
import { excerptOf } from './excerpt.ts'

const TEXT = ['a: 1', 'b: 2', '--- # next', '', 'c: 3', 'd: |', '  4', '  5', '  6', '  7', '  8', ''].join(
  '\n',
)

function excerpt(line: number, endLine: number = line, text: string = TEXT): ReturnType<typeof excerptOf> {
  const range: Range = { line, column: 1, endLine, endColumn: 2 }
  return excerptOf({ path: repoPath('a.yaml'), text }, range)
}

test('has two lines before the place', () => {
  expect(excerpt(8)).toEqual({ firstLine: 6, lines: ['d: |', '  4', '  5'] })
})

test('starts with the file', () => {
  expect(excerpt(1)).toEqual({ firstLine: 1, lines: ['a: 1'] })
})

test('does not reach into the document before', () => {
  expect(excerpt(5)).toEqual({ firstLine: 5, lines: ['c: 3'] })
  expect(excerpt(6)).toEqual({ firstLine: 5, lines: ['c: 3', 'd: |'] })
})

test('has at most four lines of a long range', () => {
  expect(excerpt(7, 11)).toEqual({ firstLine: 5, lines: ['c: 3', 'd: |', '  4', '  5', '  6', '  7'] })
})

test('ends with the file', () => {
  expect(excerpt(12, 20)).toEqual({ firstLine: 10, lines: ['  7', '  8', ''] })
})

test('is left out for a file without text', () => {
  expect(excerpt(1, 1, '')).toBeUndefined()
})
