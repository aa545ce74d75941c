import { expect, test } from 'vitest'
import { jsonText } from './json-text.ts'

test('escapes what a terminal obeys or hides', () => {
  expect(jsonText(['\u001b', '\u009b', '\u202e', '\u2028', '\u{e0041}', '\ud800'])).toBe(
    '[\n  "\\u001b",\n  "\\u009b",\n  "\\u202e",\n  "\\u2028",\n  "\\udb40\\udc41",\n  "\\ud800"\n]\n',
  )
})

test('leaves words and emoji as they are', () => {
  const words = ['日本', 'é', '👩‍🚀', 'می‌خواهم']
  expect(jsonText(words)).toContain(words.join('",\n  "'))
})

test('gives the same value back', () => {
  const value = { a: '\u202e\u{e0041}\u007f', b: [1, null] }
  expect(JSON.parse(jsonText(value))).toEqual(value)
})
