import type { CaseOutcome, SuiteOutcome } from '../../check/policy/suite/outcome.ts'
import { runRegoTests } from '../../check/policy/suite/run-rego-tests.ts'
import { runSuites } from '../../check/policy/suite/run-suites.ts'
import { suitesIn } from '../../check/policy/suite/suite.ts'
import { compareText } from '../../lib/order.ts'
import { relativePath } from '../../lib/path.ts'
import type { ExitCode } from '../../model/command.ts'
import type { Host } from '../../model/host.ts'
import { type RepoPath, repoPath } from '../../model/location.ts'
import { UsageError } from '../../model/usage-error.ts'
import { Documents } from '../../read/documents.ts'
import { jsonText } from '../../report/json-text.ts'
import type { Arguments } from '../arguments.ts'
import { formatOf } from './output-format.ts'
import { filesBelow, isRego, isYaml, sourcesOf } from './policy-sources.ts'

type Outcome = CaseOutcome['outcome']
type Totals = Readonly<Record<Outcome, number>>

/** `policy test [PATH…]`: `test_` rules of Rego, and Gatekeeper's suites, at the paths and below them. */
export async function testPolicies(
  operands: readonly string[],
  args: Arguments,
  host: Host,
): Promise<ExitCode> {
  const format = formatOf(args)
  const suites: SuiteOutcome[] = []
  for (const path of operands.length > 0 ? operands : ['policies'])
    suites.push(...(await outcomesAt(path, host)))
  if (suites.length === 0) throw new UsageError('There is nothing to test: no `test_` rule and no Suite.')
  const sorted = suites.sort((a, b) => compareText(a.file, b.file))
  const totals = totalsOf(sorted)
  host.stdout(format === 'json' ? jsonText({ suites: sorted, totals }) : prettyText(sorted, totals))
  return totals.fail > 0 ? 1 : 0
}

/** The tree is opened as widely as a suite may reach: at the top of the work tree. */
async function outcomesAt(path: string, host: Host): Promise<readonly SuiteOutcome[]> {
  const full = host.resolve(path)
  const top = host.workTree(path) ?? '/'
  const repository = host.open(top, 'disk')
  const start = repoPath(relativePath(top, full))
  if (repository.kindOf(start) === undefined) throw new UsageError(`\`${path}\` does not exist.`)
  const documents = new Documents(repository)
  const files = filesBelow(repository, start)
  const suites = files.filter(isYaml).flatMap(file => {
    const isSuite = documents.source(file)?.text.includes('test.gatekeeper.sh/') ?? false
    const parsed = isSuite ? documents.parse(file, 'resource') : undefined
    return parsed === undefined ? [] : suitesIn(parsed)
  })
  const rego = await runRegoTests(sourcesOf(documents, files.filter(isRego)))
  const outcomes = [...rego, ...(await runSuites(documents, suites))]
  return outcomes.map(outcome => ({ ...outcome, file: shownPath(path, start, outcome.file) }))
}

/** As the path was given, and on from there: not where the tree happens to lie. */
function shownPath(given: string, start: RepoPath, file: RepoPath): RepoPath {
  const rest = file === start ? '' : file.slice(start === '' ? 0 : start.length + 1)
  const prefix = given.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')
  return repoPath([prefix === '.' ? '' : prefix, rest].filter(part => part !== '').join('/'))
}

function totalsOf(suites: readonly SuiteOutcome[]): Totals {
  const totals = { pass: 0, fail: 0, skip: 0 }
  for (const { cases } of suites) for (const { outcome } of cases) totals[outcome]++
  return totals
}

const SYMBOL = { pass: '✓', fail: '✗', skip: '-' } as const satisfies Record<Outcome, string>

function prettyText(suites: readonly SuiteOutcome[], { pass, fail, skip }: Totals): string {
  const parts = suites.map(({ file, cases }) => `${file}\n${cases.map(prettyCase).join('')}\n`)
  return `${parts.join('')}${String(pass)} passed, ${String(fail)} failed, ${String(skip)} skipped.\n`
}

function prettyCase({ name, outcome, message }: CaseOutcome): string {
  const reason = message === '' ? '' : `      ${message.replaceAll('\n', '\n      ')}\n`
  return `  ${SYMBOL[outcome]} ${name}\n${reason}`
}
