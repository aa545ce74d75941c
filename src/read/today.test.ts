import { expect, test } from 'vitest'
import { today } from './today.ts'

test('today is an ISO date between the moments before and after', () => {
  const before = new Date().toISOString().slice(0, 10)
  const found = today()
  const after = new Date().toISOString().slice(0, 10)
  expect(found).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect([before, after]).toContain(found)
})
