import { expect, test } from 'vitest'
import { fill, wordsOf } from './wrap.ts'

test('names in backticks are one word', () => {
  expect(wordsOf('The `GitRepository a/b`, it  is `c`.')).toEqual([
    'The',
    '`GitRepository a/b`,',
    'it',
    'is',
    '`c`.',
  ])
  expect(wordsOf('')).toEqual([])
})

test('a backtick alone does not lose text', () => {
  expect(wordsOf('an ` odd one')).toEqual(['an', '`', 'odd', 'one'])
})

test('lines are filled up to the width', () => {
  expect(fill(['aa', 'bb', 'cc', 'dd'], 5)).toEqual(['aa bb', 'cc dd'])
  expect(fill(['日本', 'b', 'c'], 6)).toEqual(['日本 b', 'c'])
  expect(fill([], 5)).toEqual([])
})

test('a phrase stays whole where it fits in a line, and is broken at spaces where it does not', () => {
  expect(fill(['a', 'b c'], 4)).toEqual(['a', 'b c'])
  expect(fill(['a', 'b c d e'], 4)).toEqual(['a b', 'c d', 'e'])
  expect(fill(['a', 'bcdefgh', 'i'], 4)).toEqual(['a', 'bcdefgh', 'i'])
})

test('an arrow stays with what it leads to', () => {
  expect(fill(['aa', '→ bb cc'], 6)).toEqual(['aa', '→ bb', 'cc'])
  expect(fill(['aa bb', '→ cc dd ee'], 7)).toEqual(['aa bb', '→ cc dd', 'ee'])
})
