import { expect, test } from 'vitest'
import { CLEAN, EMPTY, SAMPLE } from '../../test/sample-report.ts'
import type { Totals } from '../model/report.ts'
import { closing, counted } from './closing.ts'

function closingLine(totals: Totals): string {
  return closing(totals).join(' ')
}

test('counts what was found, what was checked, what was not, and what failed', () => {
  expect(closingLine(SAMPLE.totals)).toBe(
    '1 error, 1 warning, 1 info in 214 files, 391 documents, 1 380 objects, 31 Kustomizations, ' +
      '12 HelmReleases, 1 cluster. 1 375 objects validated, 12 releases checked, 4 pins compared, ' +
      '3 policies run, 1 finding exempted, 2 findings ignored. Not checked: 6 (1 encrypted, 5 no schema). ' +
      'This run cannot be trusted: 1 failure.',
  )
})

test('says that nothing was found, and that nothing was left out', () => {
  expect(closingLine(CLEAN.totals)).toBe(
    'No findings in 214 files, 391 documents, 1 380 objects, 31 Kustomizations, 12 HelmReleases, 1 cluster. ' +
      '1 375 objects validated, 12 releases checked, 4 pins compared, 3 policies run. Not checked: 0.',
  )
})

test('says plainly that nothing was checked', () => {
  expect(closingLine(EMPTY.totals)).toBe('Nothing was checked: there is no YAML file. Not checked: 0.')
})

test('says plainly that nothing was rendered', () => {
  const line = closingLine({ ...EMPTY.totals, files: 2, documents: 3 })
  expect(line).toMatch(/^Nothing was rendered: .*\. No findings in 2 files, 3 documents, 0 objects, /)
})

test('says that there was no cluster', () => {
  const line = closingLine({ ...CLEAN.totals, clusters: 0 })
  expect(line).toMatch(/^No cluster was found: .*\. No findings in 214 files, /)
})

test('says that nothing was done where there was something to do it with', () => {
  const totals = { ...CLEAN.totals, validated: 0, releases: 0, pins: 0, policies: 0 }
  expect(closingLine(totals)).toContain(
    '. 0 objects validated, 0 releases checked, 0 pins compared, 0 policies run. Not checked: 0.',
  )
})

test('does not speak of what there was nothing for, nor of what nobody was to do', () => {
  const { validated, ...totals } = { ...CLEAN.totals, releases: 0, helmReleases: 0, policies: 1, pins: 1 }
  expect(validated).toBe(1375)
  expect(closingLine(totals)).toContain(', 1 cluster. 1 pin compared, 1 policy run. Not checked: 0.')
})

test('does not hide findings where there are no files', () => {
  const totals = { ...EMPTY.totals, findings: { error: 0, warning: 2, info: 0 } }
  expect(closingLine(totals)).toMatch(/ 2 warnings in 0 files, /)
})

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [999, '999 files'],
  [1000, '1 000 files'],
  [1234567, '1 234 567 files'],
])('%i is counted as %s', (count, expected) => {
  expect(counted(count, 'file')).toBe(expected)
})
