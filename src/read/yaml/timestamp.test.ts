import { expect, test } from 'vitest'
import { parseTimestamp } from './timestamp.ts'

test('dates and times become RFC 3339', () => {
  expect(parseTimestamp('2001-12-14')).toBe('2001-12-14T00:00:00Z')
  expect(parseTimestamp('2001-1-1')).toBe('2001-01-01T00:00:00Z')
  expect(parseTimestamp('2001-12-14t21:59:43.10-05:00')).toBe('2001-12-14T21:59:43.1-05:00')
  expect(parseTimestamp('2001-12-15 2:59:43.10')).toBe('2001-12-15T02:59:43.1Z')
  expect(parseTimestamp('2001-12-15T2:59:43+00:00')).toBe('2001-12-15T02:59:43Z')
  expect(parseTimestamp('2000-02-29')).toBe('2000-02-29T00:00:00Z')
  expect(parseTimestamp('0001-01-01')).toBe('0001-01-01T00:00:00Z')
  expect(parseTimestamp('2001-12-14T21:59:43.1234567891Z')).toBe('2001-12-14T21:59:43.123456789Z')
})

test('what is no date of the calendar, or has half a time, is none', () => {
  const texts = [
    '2001-02-29',
    '2001-13-01',
    '2001-12-14T',
    '2001-12-14T10:00:00',
    '2001-12-14 10:00:00Z',
    '01-1-1',
  ]
  for (const text of [...texts, '2001-12-14T24:00:00Z', '2001-1-0', '1900-2-29', '2001-1-1T1:1:60Z']) {
    expect(parseTimestamp(text)).toBeUndefined()
  }
})
