import { expect, test } from 'vitest'
import type { Finding, Gap, Severity } from '../model/finding.ts'
import { pointer, repoPath } from '../model/location.ts'
import { exitCode } from './exit-code.ts'

const LOCATION = {
  file: repoPath('a.yaml'),
  document: 0,
  pointer: pointer(''),
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
}
const GAP: Gap = { reason: 'no-schema', message: 'There is no schema.', count: 1 }
const FAILURE = { stage: 'flux/a', message: 'crashed' }

function finding(severity: Severity): Finding {
  return {
    rule: 'area/problem',
    severity,
    message: 'It is.',
    fix: 'Change it.',
    location: LOCATION,
    via: [],
    builds: [],
    fingerprint: '0123456789abcdef',
  }
}

test.each<[Severity, Severity, number]>([
  ['error', 'error', 1],
  ['warning', 'error', 0],
  ['info', 'error', 0],
  ['warning', 'warning', 1],
  ['info', 'warning', 0],
  ['info', 'info', 1],
])('a finding of severity %s under fail-on %s gives %i', (severity, failOn, code) => {
  expect(exitCode({ findings: [finding(severity)], gaps: [], failures: [] }, { failOn })).toBe(code)
})

test('an exempted finding does not count', () => {
  const exemption = {
    name: 'later',
    reason: 'Planned.',
    expires: '2026-11-24',
    state: 'active' as const,
    location: LOCATION,
  }
  const findings = [{ ...finding('error'), exemption }]
  expect(exitCode({ findings, gaps: [], failures: [] }, { failOn: 'info' })).toBe(0)
})

test('a gap counts only when the run is strict', () => {
  const report = { findings: [], gaps: [GAP], failures: [] }
  expect(exitCode(report, { failOn: 'error' })).toBe(0)
  expect(exitCode(report, { failOn: 'error', strict: true })).toBe(1)
  expect(exitCode({ ...report, gaps: [] }, { failOn: 'error', strict: true })).toBe(0)
})

test('a failure outweighs everything', () => {
  const report = { findings: [finding('error')], gaps: [GAP], failures: [FAILURE] }
  expect(exitCode(report, { failOn: 'error', strict: true })).toBe(2)
})
