import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import * as formats from 'ajv-formats'
import type { Log, Run } from 'sarif'
import { expect, test } from 'vitest'
import { CLEAN, EMPTY, location, manyErrors, PLAIN, SAMPLE } from '../../test/sample-report.ts'
import { suiteTest } from '../../test/shared.ts'
import type { Report } from '../model/report.ts'
import { sarif } from './sarif.ts'

function run(report: Report): Run {
  const log = JSON.parse(sarif.render(report, PLAIN)) as Log
  const [only] = log.runs
  if (only === undefined) throw new Error('no run')
  return only
}

test('prints a log with one run', async () => {
  await expect(sarif.render(SAMPLE, PLAIN)).toMatchFileSnapshot('./snapshots/sample.sarif.txt')
})

/** The schema is of draft 4, of which it uses nothing that later drafts read otherwise. */
function schemaAt(path: string): object {
  const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  expect([$schema, id]).toEqual([expect.stringContaining('draft-04'), expect.stringContaining('sarif')])
  return schema
}

suiteTest(
  { name: 'keeps to the schema of SARIF 2.1.0', path: 'upstream/formats/sarif-2.1.0.json', count: 3 },
  path => {
    const ajv = new Ajv({ strict: false, allErrors: true })
    formats.default.default(ajv)
    const validate = ajv.compile(schemaAt(path))
    for (const report of [SAMPLE, CLEAN, EMPTY]) {
      validate(JSON.parse(sarif.render(report, PLAIN)))
      expect(validate.errors).toBeNull()
    }
    expect(validate({ version: '2.1.0' })).toBe(false)
  },
)

test('a clean run lists its rules and an empty list of results, so that old alerts are closed', () => {
  const { tool, results, invocations } = run(CLEAN)
  expect(tool.driver.rules).toHaveLength(3)
  expect(results).toEqual([])
  expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }])
})

test('every result has one place, with a line', () => {
  for (const { locations } of run(SAMPLE).results ?? []) {
    expect(locations).toHaveLength(1)
    expect(locations?.[0]?.physicalLocation?.region?.startLine).toBeGreaterThan(0)
  }
})

test('a path is a relative reference that leads to the same path', () => {
  const files = (run(SAMPLE).results ?? []).map(
    ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '',
  )
  expect(files.map(decodeURIComponent)).toEqual(SAMPLE.findings.map(finding => finding.location.file))
  for (const file of files) expect(new URL(file, 'file:///root/').href).toMatch(/^file:\/\/\/root\//)
})

test('half a character in a path is replaced', () => {
  const [finding] = SAMPLE.findings
  if (finding === undefined) throw new Error('no finding')
  const { results } = run({ ...CLEAN, findings: [{ ...finding, location: location('a\ud800.yaml', 1) }] })
  expect(results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('a%EF%BF%BD.yaml')
})

test('the message links to the steps of the chain', () => {
  const [, result] = run(SAMPLE).results ?? []
  expect(result?.message.text).toBe(
    '`GitRepository flux-system/shop` is not defined in this repository.\n' +
      'Via clusters/prod › Kustomization flux-system/flux-system → ' +
      '[Kustomization flux-system/apps (clusters/prod/apps.yaml:1)](1) → [apps/prod/kustomization.yaml:4](2).',
  )
  expect(result?.relatedLocations?.map(({ id, message }) => [id, message?.text])).toEqual([
    [1, 'clusters/prod › Kustomization flux-system/apps'],
    [2, 'apps/prod/kustomization.yaml'],
  ])
})

test('a link in the text of a repository is no link', () => {
  const [result] = run(SAMPLE).results ?? []
  expect(result?.message.text).toContain('is odd \\[here\\](0).')
})

test('a chain that is too long is not in the message, and its related places are limited', () => {
  const [finding] = SAMPLE.findings
  if (finding === undefined) throw new Error('no finding')
  const via = Array.from({ length: 150 }, (_, index) => {
    const step = location(`apps/${String(index)}/kustomization.yaml`, 1)
    return { label: step.file, location: step }
  })
  const [result] =
    run({ ...CLEAN, findings: [{ ...finding, message: 'It is.', via, builds: [] }] }).results ?? []
  expect(result?.message.text).not.toContain('Via')
  expect(result?.relatedLocations).toHaveLength(100)
})

test('a finding of a rule that is not listed has no index', () => {
  const [result] = run({ ...SAMPLE, rules: [] }).results ?? []
  expect(result?.ruleIndex).toBe(-1)
})

test('only an exempted finding is suppressed, and none says so where there is none', () => {
  expect(run(SAMPLE).results?.map(({ suppressions }) => suppressions?.length)).toEqual([0, 0, 1, 0])
  expect(run(manyErrors(1)).results?.[0]).not.toHaveProperty('suppressions')
})

test('a failure makes the run unsuccessful, and names its rule', () => {
  const failures = [{ stage: 'yaml/syntax', message: 'crashed' }]
  const [invocation] = run({ ...CLEAN, failures }).invocations ?? []
  expect(invocation).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [
      { descriptor: { id: 'failure' }, level: 'error', associatedRule: { id: 'yaml/syntax' } },
    ],
  })
})

test('a run holds 25 000 results at most, the most severe ones, and says how many it leaves out', () => {
  const { findings } = manyErrors(25_001)
  const report: Report = {
    ...CLEAN,
    findings: findings.map((finding, index) => (index === 7 ? { ...finding, severity: 'info' } : finding)),
  }
  const { results = [], invocations } = run(report)
  expect(results).toHaveLength(25_000)
  expect(results.every(({ level }) => level === 'error')).toBe(true)
  expect(invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
    '1 findings are left out: a run holds 25000 results at most.',
  ])
})
