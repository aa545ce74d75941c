import { expect, test } from 'vitest'
import { CLEAN, PLAIN, SAMPLE } from '../../test/sample-report.ts'
import { compact } from './compact.ts'

test('prints one line a finding, and leaves exempted ones out', async () => {
  await expect(compact.render(SAMPLE, PLAIN)).toMatchFileSnapshot('./snapshots/sample.compact.txt')
})

test('prints nothing but findings', () => {
  const lines = compact.render(SAMPLE, PLAIN).trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line).toMatch(/^.+:\d+:\d+ (?:error|warning|info) [^ ]+\/[^ ]+ .+$/)
  expect(compact.render(CLEAN, PLAIN)).toBe('')
})

test('lets no path begin a command of a GitHub runner', () => {
  expect(compact.render(SAMPLE, PLAIN)).not.toMatch(/^\s*::/m)
})
