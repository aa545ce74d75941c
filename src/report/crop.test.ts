import { expect, test } from 'vitest'
import { cropped } from './crop.ts'

test.each([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['abc🚀def', 5, 'abc…'],
  ['ab🚀cdef', 5, 'ab🚀…'],
])('%s in %i code units is %s', (text, length, expected) => {
  expect(cropped(text, length)).toBe(expected)
})
