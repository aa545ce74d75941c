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

const CASES = [
  {
    name: 'every test that ran passed',
    report: JSON.stringify(numbers),
    exitCode: '0',
    line: '7 passed, 0 failed, 3 skipped',
  },
  {
    name: 'a test failed',
    report: JSON.stringify({ ...numbers, numFailedTests: 1, testResults: [failedTest] }),
    exitCode: '1',
    line: '7 passed, 1 failed, 3 skipped',
  },
  {
    name: 'a file failed before its first test',
    report: JSON.stringify({ ...numbers, testResults: [failedFile] }),
    exitCode: '1',
    line: '7 passed, 1 failed, 3 skipped',
  },
  {
    name: 'the runner failed and no test did',
    report: JSON.stringify(numbers),
    exitCode: '1',
    line: '7 passed, 1 failed, 3 skipped',
  },
  {
    name: 'nothing ran',
    report: JSON.stringify({ ...numbers, numPassedTests: 0 }),
    exitCode: '0',
    line: '0 passed, 1 failed, 3 skipped',
  },
  {
    name: 'the report is cut off',
    report: '{"numPassedTests": 7',
    exitCode: '0',
    line: '0 passed, 1 failed, 0 skipped',
  },
]

test.each(CASES)('$name', ({ name, report, exitCode, line }) => {
  const file = join(PLACE, `${name}.json`)
  writeFileSync(file, report)
  const done = spawnSync(process.execPath, [COUNT, file, exitCode], { encoding: 'utf8' })
  const status = line.includes(' 0 failed') ? 0 : 1
  expect({ line: done.stdout, status: done.status }).toEqual({ line: `${line}\n`, status })
})

test('the runner crashed and left no report', () => {
  const done = spawnSync(process.execPath, [COUNT, join(PLACE, 'missing.json'), '139'], { encoding: 'utf8' })
  expect({ line: done.stdout, status: done.status }).toEqual({
    line: '0 passed, 1 failed, 0 skipped\n',
    status: 1,
  })
})
