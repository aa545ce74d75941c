import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const COUNT = fileURLToPath(new URL('../.ci/count.mjs', import.meta.url))
const PLACE = mkdtempSync(join(tmpdir(), 'fleetlint-count-'))

afterAll(() => {
  rmSync(PLACE, { recursive: true, force: true })
})

const failedFile = { status: 'failed', assertionResults: [] }
const failedTest = { status: 'failed', assertionResults: [{ status: 'failed' }] }
const numbers = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, testResults: [] }

test.each([
  ['every test that ran passed', JSON.stringify(numbers), 0, '7 passed, 0 failed, 3 skipped', 0],
  [
    'a test failed',
    JSON.stringify({ ...numbers, numFailedTests: 1, testResults: [failedTest] }),
    1,
    '7 passed, 1 failed, 3 skipped',
    1,
  ],
  [
    'a file failed before its first test',
    JSON.stringify({ ...numbers, testResults: [failedFile] }),
    1,
    '7 passed, 1 failed, 3 skipped',
    1,
  ],
  ['the runner failed and no test did', JSON.stringify(numbers), 1, '7 passed, 1 failed, 3 skipped', 1],
  ['nothing ran', JSON.stringify({ ...numbers, numPassedTests: 0 }), 0, '0 passed, 1 failed, 3 skipped', 1],
  ['the report is cut off', '{"numPassedTests": 7', 0, '0 passed, 1 failed, 0 skipped', 1],
])('%s', (name, report, exitCode, line, status) => {
  const file = join(PLACE, `${name}.json`)
  writeFileSync(file, report)
  const done = spawnSync(process.execPath, [COUNT, file, String(exitCode)], { encoding: 'utf8' })
  expect({ line: done.stdout, status: done.status }).toEqual({ line: `${line}\n`, status })
})

test('the runner crashed and left no report', () => {
  const done = spawnSync(process.execPath, [COUNT, join(PLACE, 'missing.json'), '139'], { encoding: 'utf8' })
  expect({ line: done.stdout, status: done.status }).toEqual({
    line: '0 passed, 1 failed, 0 skipped\n',
    status: 1,
  })
})
