import { expect, test } from 'vitest'
import { daysBetween, isDate } from './iso-date.ts'

test.each([
  ['2026-11-24', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-11-24T00:00:00Z', false],
  ['24.11.2026', false],
  ['', false],
])('whether %s is a day: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected)
})

test('counts days, over the end of summer time and of a year', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366)
  expect(daysBetween('2026-11-24', '2026-11-23')).toBe(-1)
})
