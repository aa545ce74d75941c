import { expect, test } from 'vitest'
import { loadReporter, reporterIds } from './index.ts'

test.each(reporterIds)('%s is loaded under its own id', async id => {
  const reporter = await loadReporter(id)
  expect(reporter?.id).toBe(id)
  expect(reporter?.summary).toMatch(/^[A-Z].*\.$/)
})

test('an unknown id has no reporter', async () => {
  expect(await loadReporter('yaml')).toBeUndefined()
})
