import { expect } from 'vitest'
import { libraryTest } from './gatekeeper-library.ts'
import { run } from './policy-run.ts'

const FIVE = [
  'library/general/requiredlabels',
  'library/general/containerlimits',
  'library/general/httpsonly',
  'library/general/uniqueingresshost',
  'library/pod-security-policy/privileged-containers',
]

libraryTest({ name: 'five suites of the library pass as they are', count: 21 }, async library => {
  const { code, stdout } = await run(library, 'test', ...FIVE)
  expect(stdout).toContain('\n21 passed, 0 failed, 0 skipped.\n')
  expect(code).toBe(0)
})

libraryTest({ name: 'every suite of the library passes', count: 270 }, async library => {
  const { code, stdout } = await run(library, 'test', 'library', '--format', 'json')
  const result = JSON.parse(stdout) as { suites: object[]; totals: object }
  expect(result.totals).toEqual({ pass: 270, fail: 0, skip: 0 })
  expect(result.suites.length).toBe(49)
  expect(code).toBe(0)
})
