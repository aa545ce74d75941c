import { groupBy } from '../../../lib/group-by.ts'
import { repoPath, type SourceFile } from '../../../model/location.ts'
import { compileUnits } from '../compile.ts'
import { PolicyTrap } from '../host/policy-trap.ts'
import type { PolicyRuntime } from '../host/runtime.ts'
import { runtimeFor } from '../host/runtime-for.ts'
import type { CompiledTest, CompiledUnit } from '../unit.ts'
import { type CaseOutcome, failed, passed, skipped, type SuiteOutcome } from './outcome.ts'

/** Runs every `test_` rule of these modules, which see each other, as `opa test` does: a rule passes that is true. */
export async function runRegoTests(files: readonly SourceFile[]): Promise<readonly SuiteOutcome[]> {
  if (files.length === 0) return []
  const modules = files.map(({ path, text }) => ({ file: path, text, version: 1 as const }))
  const { wasm, units } = await compileUnits([{ key: 'tests', rule: 'problems', modules }], { tests: true })
  const mistakes = units.flatMap(mistakeOutcomes)
  if (mistakes.length > 0 || wasm === undefined) return mistakes
  const runtime = await runtimeFor('fleet', await WebAssembly.compile(wasm))
  const tests = units.flatMap(unit => unit.tests)
  return Array.from(
    groupBy(tests, test => test.file),
    ([file, group]) => ({
      file: repoPath(file),
      cases: group.map(test => runTest(runtime, test)),
    }),
  )
}

/** Modules that do not compile make every test fail; each mistake is told at its line. */
function mistakeOutcomes({ mistakes }: CompiledUnit): readonly SuiteOutcome[] {
  return Array.from(
    groupBy(mistakes, mistake => mistake.file),
    ([path, group]) => ({
      file: repoPath(path),
      cases: group.map(({ row, column, message }) =>
        failed(`${String(row)}:${String(column)}`, `The Rego does not compile: ${message}.`),
      ),
    }),
  )
}

function runTest(runtime: PolicyRuntime, { name, entry }: CompiledTest): CaseOutcome {
  if (name.includes('.todo_test_')) return skipped(name, 'The rule says that it is to be done.')
  try {
    const result = runtime.evaluate(entry, undefined)
    if (result === true) return passed(name)
    return failed(
      name,
      result === undefined ? 'The rule is undefined.' : `The rule is \`${JSON.stringify(result)}\`.`,
    )
  } catch (error) {
    if (error instanceof PolicyTrap) return failed(name, error.message)
    throw error
  }
}
