import { expect, test } from 'vitest'
import { UsageError } from '../../../model/usage-error.ts'
import { effortOf } from './effort.ts'
import { layered } from './layered.ts'

const SIZE = { width: 100, height: 30 }

function chain(count: number): { left: number; right: number }[] {
  return Array.from({ length: count - 1 }, (_, left) => ({ left, right: left + 1 }))
}

test('a line that leads past many layers is more work than a short one', () => {
  expect(effortOf(10, chain(10))).toBe(9)
  expect(effortOf(10, [...chain(10), { left: 0, right: 9 }])).toBe(18)
  expect(effortOf(10, [...chain(10), { left: 9, right: 0 }])).toBeGreaterThan(9)
})

test.each([
  ['boxes', 501, chain(501)],
  ['long lines', 400, [...chain(400), ...chain(400).map(({ left }) => ({ left: left >> 3, right: 399 }))]],
  ['a large cycle', 501, [...chain(501), { left: 500, right: 0 }]],
])('a picture with too many %s is refused before it is laid out', (_what, count, precedences) => {
  const sizes = Array.from({ length: count }, () => SIZE)
  expect(() => layered(sizes, precedences)).toThrow(UsageError)
})

test('boxes that wait for one another are laid out all the same', () => {
  const { spots, ways } = layered([SIZE, SIZE], [...chain(2), { left: 1, right: 0 }])
  expect(spots).toHaveLength(2)
  expect(ways).toHaveLength(2)
})
