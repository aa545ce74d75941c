import { describe, expect, test } from 'vitest'
import { CLEAN, EMPTY, location, PLAIN, SAMPLE } from '../../test/sample-report.ts'
import type { Gap } from '../model/finding.ts'
import type { Report } from '../model/report.ts'
import type { Style } from '../model/reporter.ts'
import { widthOf } from './cells.ts'
import { pretty } from './pretty.ts'

const ANSI = /\u001b\[\d+m/g

describe.each([80, 120])('at %i columns', width => {
  test('prints findings with their lines, gaps, failures and the closing line', async () => {
    const text = pretty.render(SAMPLE, { color: false, width })
    await expect(text).toMatchFileSnapshot(`./snapshots/sample.pretty-${String(width)}.txt`)
  })

  test('prints the same text in colour', () => {
    const plain = pretty.render(SAMPLE, { color: false, width })
    const colored = pretty.render(SAMPLE, { color: true, width })
    expect(colored).not.toBe(plain)
    expect(colored.replace(ANSI, '')).toBe(plain)
  })
})

test('has colours', async () => {
  const text = pretty.render(SAMPLE, { color: true, width: 100 }).replaceAll('\u001b', '\\e')
  await expect(text).toMatchFileSnapshot('./snapshots/sample.pretty-color.txt')
})

test('prints one line about a clean run', () => {
  expect(pretty.render(CLEAN, { color: false, width: 250 })).toBe(
    'No findings in 214 files, 391 documents, 1 380 objects, 31 Kustomizations, 12 HelmReleases, 1 cluster. ' +
      '1 375 objects validated, 12 releases checked, 4 pins compared, 3 policies run. Not checked: 0.\n',
  )
})

test('prints plainly that nothing was checked', () => {
  expect(pretty.render(EMPTY, PLAIN)).toMatch(/^Nothing was checked: /)
})

test.each<Style>([
  { color: false, width: 80 },
  { color: true, width: 80 },
])('lets no text of the repository act on a terminal or a runner: %j', style => {
  const text = pretty.render(SAMPLE, style).replace(ANSI, '')
  expect(text).not.toMatch(/(?!\n)\p{Cc}|(?!\u200d)\p{Cf}/u)
  expect(text).not.toMatch(/^\s*::|##\[/m)
})

test('keeps every line that has spaces within the width', () => {
  const words = 'word '.repeat(300)
  const findings = SAMPLE.findings.map(finding => ({ ...finding, message: words, fix: words }))
  const text = pretty.render({ ...SAMPLE, findings }, { color: false, width: 60 })
  const long = text.split('\n').filter(line => widthOf(line) > 60 && line.trim().includes('word'))
  expect(long).toEqual([])
})

test('crops a message that never ends', () => {
  const findings = SAMPLE.findings.map(finding => ({ ...finding, message: 'x'.repeat(100_000) }))
  expect(pretty.render({ ...SAMPLE, findings }, PLAIN).length).toBeLessThan(20_000)
})

test('prints a finding without lines, without a way and with one build', () => {
  const [, finding] = SAMPLE.findings
  if (finding === undefined) throw new Error('no finding')
  const { excerpt, ...bare } = { ...finding, via: [], builds: ['clusters/prod'] }
  expect(excerpt).toBeDefined()
  const report: Report = { ...CLEAN, findings: [bare] }
  expect(pretty.render(report, PLAIN).split('\n').slice(0, 5)).toEqual([
    'clusters/prod/shop.yaml:14:11  error  flux/dangling-source',
    '  `GitRepository flux-system/shop` is not defined in this repository.',
    '  fix  Add the source, or correct the kind, name or namespace of the reference.',
    '  in   clusters/prod',
    '',
  ])
})

test('prints as on 80 columns where a terminal says that it has none', () => {
  expect(pretty.render(SAMPLE, { color: false, width: 0 })).toBe(
    pretty.render(SAMPLE, { color: false, width: 80 }),
  )
})

function gapsIn(gaps: readonly Gap[]): readonly string[] {
  return (
    pretty
      .render({ ...CLEAN, gaps }, PLAIN)
      .split('\n\n')[0]
      ?.split('\n')
      .slice(1) ?? []
  )
}

test('names the first gaps of a reason, and counts the others', () => {
  const gaps = [1, 2, 3, 4, 5].map((count): Gap => ({
    reason: 'no-chart',
    message: `Chart ${String(count)}.`,
    count,
  }))
  expect(gapsIn(gaps)).toEqual([
    '  15 no chart',
    '    Chart 1.',
    '    Chart 2. (2 times)',
    '    Chart 3. (3 times)',
    '    and 9 more',
  ])
})

test('says a gap once that shows in many places', () => {
  const gap = { reason: 'no-chart', message: 'There is no chart.' } as const
  const gaps = [1, 2, 3].map((count): Gap => ({ ...gap, count, location: location('a.yaml', count) }))
  expect(gapsIn(gaps.slice(0, 1))).toEqual(['  1 no chart', '    a.yaml:1:1', '      There is no chart.'])
  expect(gapsIn(gaps)).toEqual([
    '  6 no chart',
    '    a.yaml:1:1 and 2 other places',
    '      There is no chart. (6 times)',
  ])
})
