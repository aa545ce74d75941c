import { describe, expect, test } from 'vitest'
import { exempted, exemption, type Fields, marks, objections } from '../../../test/exemption-fleet.ts'
import { DEV_APPS, manyReplicas, note, PROD_APPS, RULE } from '../../../test/small-fleet.ts'
import type { BuildProblem, BuildProblemCode } from '../../model/build.ts'
import { exitCode } from '../exit-code.ts'

const RAISED = [manyReplicas(DEV_APPS, 'dev'), manyReplicas(PROD_APPS, 'prod')]
const SELF: Fields = { owner: 'Alice', approvedBy: '" @alice"' }

test('an exemption marks what it covers, says why, and leaves the run clean', async () => {
  const report = await exempted({ exemptions: [exemption('shop')], raised: RAISED })
  expect(report.findings).toHaveLength(1)
  expect(report.findings[0]?.exemption).toMatchObject({
    name: 'shop',
    reason: 'The shop moves to fewer nodes in May.',
    expires: '2026-12-31',
    state: 'active',
    location: { file: 'policies/exemptions/register.yaml', line: 4, column: 9, pointer: '/metadata/name' },
  })
  expect(report.totals).toMatchObject({ findings: { error: 0, warning: 0, info: 0 }, exempted: 1 })
  expect(exitCode(report, { failOn: 'info' })).toBe(0)
})

test('a fleet without exemptions has the rules about them all the same', async () => {
  const { rules } = await exempted({ exemptions: [], raised: [] })
  expect(rules.map(({ id }) => id)).toEqual([
    'exemptions/expired',
    'exemptions/invalid',
    'exemptions/self-approved',
    'exemptions/stale',
    RULE.id,
  ])
})

describe('one that is past its date', () => {
  const exemptions = [exemption('shop')]

  test('holds until the end of its last day', async () => {
    const report = await exempted({ exemptions, raised: RAISED, asOf: '2026-12-31' })
    expect(objections(report)).toEqual([])
  })

  test('is the one finding of the run, and an error', async () => {
    const report = await exempted({ exemptions, raised: RAISED, asOf: '2027-01-01' })
    expect(objections(report)).toEqual(['14 exemptions/expired The exemption `shop` ended on 2026-12-31.'])
    expect(marks(report)).toEqual(['shop'])
    expect(report.findings.map(({ exemption: mark }) => mark?.state)).toEqual(['expired', undefined])
    expect(report.totals).toMatchObject({ findings: { error: 1, warning: 0, info: 0 }, exempted: 1 })
    expect(exitCode(report, { failOn: 'error' })).toBe(1)
  })

  test('is not called stale too', async () => {
    const report = await exempted({ exemptions, raised: [], asOf: '2027-01-01' })
    expect(objections(report)).toEqual(['14 exemptions/expired The exemption `shop` ended on 2026-12-31.'])
  })

  test.each([
    ['off', []],
    ['warning', ['14 exemptions/expired The exemption `shop` ended on 2026-12-31.']],
  ] as const)('gives back an error where its own finding is %s', async (severity, expected) => {
    const severities = new Map([['exemptions/expired', severity]])
    const report = await exempted({ exemptions, raised: RAISED, asOf: '2027-01-01', severities })
    expect(marks(report)).toEqual([undefined])
    expect(objections(report)).toEqual(expected)
    expect(exitCode(report, { failOn: 'error' })).toBe(1)
  })

  test('still covers a warning where its own finding is a warning', async () => {
    const raised = RAISED.map(one => ({ ...one, rule: { ...RULE, severity: 'warning' as const } }))
    const severities = new Map([['exemptions/expired', 'warning' as const]])
    const report = await exempted({ exemptions, raised, asOf: '2027-01-01', severities })
    expect(marks(report)).toEqual(['shop'])
  })

  test('gives way to a newer one that covers the same', async () => {
    const newer = exemption('again', { created: '2026-12-31', expires: '2027-05-31' })
    const report = await exempted({
      exemptions: [...exemptions, newer],
      raised: RAISED,
      asOf: '2027-01-01',
    })
    expect(marks(report)).toEqual(['again'])
    expect(objections(report)).toEqual(['14 exemptions/expired The exemption `shop` ended on 2026-12-31.'])
  })
})

describe('one that its owner has approved', () => {
  test('is the one finding of the run, however the name is written', async () => {
    const report = await exempted({ exemptions: [exemption('shop', SELF)], raised: RAISED })
    expect(objections(report)).toEqual([
      '11 exemptions/self-approved The exemption `shop` is approved by its own owner, `Alice`.',
    ])
    expect(marks(report)).toEqual(['shop'])
  })

  test('may be past its date besides, and then covers as much as the heavier of the two allows', async () => {
    const report = await exempted({
      exemptions: [exemption('shop', SELF)],
      raised: RAISED,
      asOf: '2027-01-01',
      severities: new Map([['exemptions/expired', 'info']]),
    })
    expect(objections(report)).toHaveLength(2)
    expect(marks(report)).toEqual(['shop'])
  })
})

describe('one that covers nothing', () => {
  const exemptions = [exemption('shop', { scope: '{ path: docs }' })]
  const STALE = ['4 exemptions/stale The exemption `shop` covers nothing.']

  test('is stale', async () => {
    expect(objections(await exempted({ exemptions, raised: RAISED }))).toEqual(STALE)
  })

  test('is not called so where a check has crashed', async () => {
    expect(objections(await exempted({ exemptions, raised: RAISED, hasFailures: true }))).toEqual([])
  })

  test('is not called so where its rule could not be asked', async () => {
    const unevaluated = new Set([RULE.id])
    expect(objections(await exempted({ exemptions, raised: RAISED, unevaluated }))).toEqual([])
    const others = new Set(['workload/other'])
    expect(objections(await exempted({ exemptions, raised: RAISED, unevaluated: others }))).toEqual(STALE)
  })

  test('is not called so where its cluster could not be rendered as a whole', async () => {
    const [at] = RAISED.map(({ problem }) => problem.at)
    if (at === undefined) throw new Error('nothing was raised')
    const of = (code: BuildProblemCode): readonly BuildProblem[] => [{ code, at, message: 'It is missing.' }]
    const input = { exemptions, raised: RAISED }
    expect(objections(await exempted({ ...input, problems: of('missing-resource') }))).toEqual([])
    expect(objections(await exempted({ ...input, problems: of('undefined-variable') }))).toEqual(STALE)
  })

  test('is stale where another covers all of it already', async () => {
    const report = await exempted({ exemptions: [exemption('other'), exemption('shop')], raised: RAISED })
    expect(objections(report)).toEqual([
      '19 exemptions/stale The exemption `shop` covers nothing that `other` does not cover already.',
    ])
    expect(marks(report)).toEqual(['other'])
  })

  test('is not told where the rule is off', async () => {
    const severities = new Map([['exemptions/stale', 'off' as const]])
    const report = await exempted({ exemptions, raised: RAISED, severities })
    expect(objections(report)).toEqual([])
    expect(report.rules.map(({ id }) => id)).not.toContain('exemptions/stale')
  })
})

describe('in a report on one cluster, what is wrong with an exemption', () => {
  const isTold = async (scope: string, raised = RAISED): Promise<boolean> => {
    const exemptions = [exemption('shop', { scope, ...SELF })]
    const report = await exempted({ exemptions, raised, settle: { selected: ['prod'] } })
    return objections(report).some(line => line.includes('self-approved'))
  }

  test('is told where it covers something in that cluster', async () => {
    expect(await isTold('{ path: apps/base }')).toBe(true)
    expect(await isTold('{ cluster: prod }')).toBe(true)
  })

  test('is not told where it is about another cluster only', async () => {
    expect(await isTold('{ cluster: dev }')).toBe(false)
    expect(await isTold('{ cluster: dev }', [])).toBe(false)
  })

  test('is told where it is about no cluster', async () => {
    expect(await isTold('{ path: docs }', [note('docs/notes.yaml', '1')])).toBe(true)
    expect(await isTold('{ path: docs }', [])).toBe(true)
  })

  test('names the clusters that it is about', async () => {
    const { findings } = await exempted({ exemptions: [exemption('shop', SELF)], raised: RAISED })
    const found = findings.find(({ rule }) => rule === 'exemptions/self-approved')
    expect(found?.builds).toEqual(['clusters/dev', 'clusters/prod'])
  })
})
