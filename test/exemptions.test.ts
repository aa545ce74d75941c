import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from 'sarif'
import { describe, expect, test } from 'vitest'
import type { Report } from '../src/model/report.ts'
import { filesBelow, FIXTURES } from './rule-fixtures.ts'
import { runMain } from './run-main.ts'
import { temporaryTree, writeIn } from './temporary-tree.ts'

const GOOD = filesBelow(join(FIXTURES, 'exemptions/expired/good'))
const FILES = Object.fromEntries(GOOD.map(({ path, text }) => [path, text]))
const PATH = 'policies/exemptions/next-settings.yaml'
const ACTIVE = FILES[PATH] ?? ''

/** A fleet with one exemption of each state; the first one covers what there is to cover. */
function fleet(): string {
  const named = (name: string, from: string, to: string): string =>
    ACTIVE.replaceAll('name: next-settings', `name: ${name}`).replace(from, to)
  return temporaryTree({
    ...FILES,
    'policies/exemptions/past.yaml': named('past', 'expires: 2026-12-31', 'expires: 2026-11-23'),
    'policies/exemptions/self.yaml': named('self', '"@platform/leads"', 'Shop/Team'),
    'policies/exemptions/stale.yaml': named('stale', 'path: apps/next-', 'path: apps/last-'),
    'policies/exemptions/wrong.yaml': named('wrong', 'category:', 'categry:'),
    'fleetlint.yaml':
      'apiVersion: fleetlint.dev/v1alpha1\nkind: Config\nrules:\n  flux/dangling-source: off\nignore: [apps/lost.yaml]\n',
  })
}

test('the list tells the state of each exemption, what it hides, and what is hidden besides', async () => {
  const { code, stdout, stderr } = await runMain(fleet(), 'exemptions', 'list', '.')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  await expect(stdout).toMatchFileSnapshot('./snapshots/exemptions.list.txt')
})

test('the report for programs has all of it', async () => {
  const { code, stdout } = await runMain(fleet(), 'exemptions', 'report', '--format', 'json', '.')
  expect(code).toBe(0)
  await expect(stdout).toMatchFileSnapshot('./snapshots/exemptions.json.txt')
})

test('the report for a spreadsheet has a record for each', async () => {
  const { code, stdout } = await runMain(fleet(), 'exemptions', 'report', '.')
  expect(code).toBe(0)
  expect(stdout.split('\r\n').map(line => line.split(',').slice(0, 2).join(' '))).toEqual([
    'id state',
    'next-settings active',
    'past expired',
    'self self-approved',
    'stale stale',
    'wrong invalid',
    '',
  ])
})

test('a fleet without exemptions says so', async () => {
  const root = temporaryTree({ 'a.yaml': 'a: 1\n' })
  const { code, stdout } = await runMain(root, 'exemptions', 'list', '.')
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'No exemptions on 2026-11-24.\n' })
})

describe('the day', () => {
  const root = temporaryTree(FILES)
  const check = async (...args: readonly string[]): ReturnType<typeof runMain> =>
    runMain(root, 'check', '.', '--format', 'compact', ...args)

  test('decides whether an exemption is past its date', async () => {
    expect(await check()).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await check('--as-of', '2026-12-31')).toEqual({ code: 0, stdout: '', stderr: '' })
    const { code, stdout } = await check('--as-of', '2027-01-01')
    expect(code).toBe(1)
    expect(stdout).toBe(
      `${PATH}:16:12 error exemptions/expired The exemption \`next-settings\` ended on 2026-12-31.\n`,
    )
  })

  test('is the same for the register', async () => {
    const { stdout } = await runMain(root, 'exemptions', 'report', '--as-of', '2027-01-01', '.')
    expect(stdout.split('\r\n')[1]).toMatch(/^next-settings,expired,/)
  })

  test.each(['2026-02-30', 'tomorrow', '2026-1-1', ''])('is not %j', async day => {
    const { code, stderr } = await check('--as-of', day)
    expect(code).toBe(2)
    expect(stderr).toBe(`fleetlint: \`--as-of\` takes a day, as in \`2026-11-24\`, not \`${day}\`.\n`)
  })
})

test('an exempted finding is in the report for programs, and counted in the closing line', async () => {
  const root = temporaryTree(FILES)
  const json = JSON.parse((await runMain(root, 'check', '.', '--format', 'json')).stdout) as {
    findings: { rule: string; exemption: object }[]
  }
  expect(json.findings).toMatchObject([
    {
      rule: 'kustomize/orphan-manifest',
      exemption: { name: 'next-settings', expires: '2026-12-31', state: 'active', location: { file: PATH } },
    },
  ])
  const { stdout } = await runMain(root, 'check', '.')
  expect(stdout).toContain('No findings in ')
  expect(stdout).toContain('1 finding exempted')
})

describe('an exemption past its date is the one finding of its fleet', () => {
  const root = temporaryTree(FILES)
  const EXPIRED = ['exemptions/expired', PATH, 16]

  const printed = async (format: string): Promise<string> => {
    const { code, stdout } = await runMain(root, 'check', '.', '--format', format, '--as-of', '2027-01-01')
    expect(code).toBe(1)
    return stdout
  }

  test('in json', async () => {
    const { findings, totals } = JSON.parse(await printed('json')) as Report
    const open = findings.filter(({ exemption }) => exemption === undefined)
    expect(open.map(({ rule, location: { file, line } }) => [rule, file, line])).toEqual([EXPIRED])
    expect(totals).toMatchObject({ findings: { error: 1, warning: 0, info: 0 }, exempted: 1 })
  })

  test('in sarif', async () => {
    const { results = [] } = (JSON.parse(await printed('sarif')) as Log).runs[0] ?? {}
    const open = results.filter(({ suppressions = [] }) => suppressions.length === 0)
    expect(
      open.map(({ ruleId, locations }) => {
        const place = locations?.[0]?.physicalLocation
        return [ruleId, place?.artifactLocation?.uri, place?.region?.startLine]
      }),
    ).toEqual([EXPIRED])
  })

  test('in github', async () => {
    const annotations = (await printed('github')).split('\n').filter(line => line.startsWith('::'))
    expect(annotations).toEqual([
      expect.stringMatching(`^::error file=${PATH},line=16,.*title=exemptions/expired::`) as unknown,
    ])
  })
})

test('a finding in an ignored file is counted', async () => {
  const root = temporaryTree({ ...FILES, 'apps/broken.yaml': 'kind: [\n' })
  writeIn(root, 'apps/kustomization.yaml', `${FILES['apps/kustomization.yaml'] ?? ''}  - broken.yaml\n`)
  writeIn(
    root,
    'fleetlint.yaml',
    'apiVersion: fleetlint.dev/v1alpha1\nkind: Config\nignore: [apps/broken.yaml]\n',
  )
  const { stdout } = await runMain(root, 'check', '.')
  expect(stdout).toMatch(/\d+ findings? ignored/)
})

test.each([
  [[], '`exemptions` needs one of list, report.'],
  [['lits'], 'There is no `exemptions lits`. Did you mean `list`?'],
  [['prune'], 'There is no `exemptions prune`. There are list and report.'],
  [['list', '--format', 'csv'], 'There is no format `csv` of `exemptions list`. It takes pretty.'],
  [['report', '--format', 'xml'], 'There is no format `xml` of `exemptions report`. It takes csv or json.'],
  [['report', '.', '.'], '`exemptions report` takes one PATH.'],
])('%j is refused', async (args, message) => {
  const { code, stdout, stderr } = await runMain(temporaryTree(FILES), 'exemptions', ...args)
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `fleetlint: ${message}\n` })
})

test('the page shows an exemption that is accepted', async () => {
  const page = readFileSync(new URL('../docs/exemptions.md', import.meta.url), 'utf8')
  const example = /^```yaml\n([^]*?)^```$/m.exec(page)?.[1] ?? 'no example'
  const root = temporaryTree({
    'a.yaml': 'a: 1\n',
    'policies/exemptions/example.yaml': example.replace(/policy\/\S+/, 'yaml/syntax'),
  })
  const { stdout } = await runMain(root, 'check', '.', '--format', 'compact')
  // There is neither the policy nor the cluster here; nothing else is wrong with it.
  expect(stdout.replace(/^\S+ /gm, '')).toBe('error exemptions/invalid There is no cluster `dev`.\n')
})
