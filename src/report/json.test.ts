import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { CLEAN, EMPTY, PLAIN, SAMPLE } from '../../test/sample-report.ts'
import type { GapReason } from '../model/finding.ts'
import type { Report } from '../model/report.ts'
import { json } from './json.ts'

const SCHEMA = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../schemas/report.schema.json', import.meta.url)), 'utf8'),
) as object

const validate = new Ajv2020({ allErrors: true }).compile(SCHEMA)

function parsed(report: Report): Record<string, unknown> {
  return JSON.parse(json.render(report, PLAIN)) as Record<string, unknown>
}

test('prints the whole report', async () => {
  await expect(json.render(SAMPLE, PLAIN)).toMatchFileSnapshot('./snapshots/sample.json.txt')
})

test.each([
  ['with everything in it', SAMPLE],
  ['without findings', CLEAN],
  ['of an empty repository', EMPTY],
])('a report %s keeps to the schema', (_, report) => {
  validate(parsed(report))
  expect(validate.errors).toBeNull()
})

test('the schema knows every reason of a gap', () => {
  const reasons: Record<GapReason, true> = {
    encrypted: true,
    'near-schema': true,
    'no-chart': true,
    'no-schema': true,
    'remote-base': true,
    'remote-source': true,
    template: true,
    'unknown-values': true,
    'unresolved-reference': true,
    unsupported: true,
  }
  expect(SCHEMA).toMatchObject({ $defs: { gapReason: { enum: Object.keys(reasons) } } })
})

test('the schema refuses what the contract does not know', () => {
  expect(validate({ ...parsed(SAMPLE), extra: 1 })).toBe(false)
  expect(validate({ ...parsed(SAMPLE), version: 2 })).toBe(false)
})

test('the contract has these parts, in this order', () => {
  expect(Object.keys(parsed(SAMPLE))).toEqual([
    'version',
    'totals',
    'clusters',
    'findings',
    'gaps',
    'failures',
  ])
})

test('odd text survives, and no character of it reaches a terminal raw', () => {
  const findings = parsed(SAMPLE)['findings'] as { message: string }[]
  expect(findings.map(({ message }) => message)).toEqual(SAMPLE.findings.map(({ message }) => message))
  expect(json.render(SAMPLE, PLAIN)).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u)
})
