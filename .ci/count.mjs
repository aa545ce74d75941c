// Prints `N passed, N failed, N skipped` from the test runner's JSON, and fails unless everything that ran has passed.
// A runner that crashed, or failed without a failed test, counts as one failure more.
import { readFileSync } from 'node:fs'

const [path = '', exitCode = '1'] = process.argv.slice(2)
const report = reportOf(path)
const passed = report?.numPassedTests ?? 0
const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
const counted = (report?.numFailedTests ?? 0) + filesWithoutTests(report)
const failed = counted === 0 && (exitCode !== '0' || passed === 0) ? 1 : counted

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1

function reportOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Files that failed before any test of theirs could. */
function filesWithoutTests(from) {
  const files = from?.testResults ?? []
  return files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some(result => result.status === 'failed'),
  ).length
}
