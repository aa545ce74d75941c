import { expect, test } from 'vitest'
import { CLEAN, manyErrors, PLAIN, SAMPLE } from '../../test/sample-report.ts'
import type { Report } from '../model/report.ts'
import { github } from './github.ts'

function lines(report: Report): readonly string[] {
  return github.render(report, PLAIN).trimEnd().split('\n')
}

/** `::name key=value,…::message`, as the runner reads it. */
const COMMAND = /^::(error|warning|notice) ((?:[A-Za-z]+=[^:,]*)(?:,[A-Za-z]+=[^:,]*)*)::(.*)$/

test('prints an annotation a finding, and a closing line', async () => {
  await expect(github.render(SAMPLE, PLAIN)).toMatchFileSnapshot('./snapshots/sample.github.txt')
})

test('every line but the last is a command that a runner can read', () => {
  const commands = lines(SAMPLE).slice(0, -1)
  expect(commands.map(line => COMMAND.exec(line)?.[1])).toEqual(['error', 'error', 'warning', 'notice'])
})

test('odd text stays within its property', () => {
  const [, , warning = ''] = lines(SAMPLE)
  const keys = COMMAND.exec(warning)?.[2]
    ?.split(',')
    .map(property => property.split('=')[0])
  expect(keys).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title'])
})

test('a range over many lines has no columns, for GitHub refuses them', () => {
  expect(lines(SAMPLE)[3]).toMatch(/^::notice file=[^,]+,line=3,endLine=5,title=/)
})

test('an empty range has no end column', () => {
  expect(lines(manyErrors(1))[0]).toMatch(/^::error file=[^,]+,line=1,endLine=1,col=1,title=/)
})

test('a clean run has the closing line only', () => {
  expect(lines(CLEAN)).toHaveLength(1)
})

test('what GitHub would drop is listed in the log', () => {
  const all = lines(manyErrors(13))
  expect(all.filter(line => line.startsWith('::error '))).toHaveLength(10)
  expect(all.slice(10)).toEqual([
    '::group::3 more without an annotation: GitHub shows 10 of a severity',
    ...[11, 12, 13].map(
      line =>
        `clusters/prod/shop.yaml:${String(line)}:1 error flux/dangling-source ` +
        '`GitRepository flux-system/shop` is not defined in this repository.',
    ),
    '::endgroup::',
    '3 more without an annotation, listed in this log.',
    expect.stringMatching(/^13 errors in /),
  ])
})

test('failures come first, and count as errors', () => {
  const failures = Array.from({ length: 11 }, (_, index) => ({
    stage: `a/b${String(index)}`,
    message: 'crashed',
  }))
  const all = lines({ ...manyErrors(1), failures })
  expect(all.filter(line => line.startsWith('::error title=fleetlint failed%3A a/b'))).toHaveLength(10)
  expect(all.filter(line => line.startsWith('::error file='))).toHaveLength(0)
  expect(all.slice(11, 13)).toEqual(['failure a/b10 crashed', expect.stringMatching(/^clusters\/prod/)])
})

test('a message that never ends is cropped', () => {
  const findings = SAMPLE.findings.map(finding => ({ ...finding, message: '%'.repeat(100_000) }))
  for (const line of lines({ ...SAMPLE, findings })) expect(line.length).toBeLessThan(32_000)
})
