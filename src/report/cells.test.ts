import { expect, test } from 'vitest'
import { cellsOf, widthOf } from './cells.ts'

test.each([
  ['plain', 5],
  ['日本', 4],
  ['ｆｕｌｌ', 8],
  ['한글', 4],
  ['e\u0301', 1],
  ['🚀', 2],
  ['👩‍🚀', 2],
  ['🇫🇷', 2],
  ['❤️', 2],
  ['→ › │', 5],
  ['\u0301', 0],
])('%s takes %i columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns)
})

test('a line is cut into what a reader sees as one character', () => {
  expect(cellsOf('a\té🚀\u001b').map(({ text, width, start }) => [text, width, start])).toEqual([
    ['a', 1, 0],
    ['    ', 4, 1],
    ['é', 1, 2],
    ['🚀', 2, 3],
    ['\\u001b', 6, 5],
  ])
})

test('a command of a GitHub runner is broken up', () => {
  const shown = cellsOf('# ##[add-mask]').map(({ text }) => text)
  expect(shown.join('')).toBe('# ##\\u005badd-mask]')
})
