import { describe, expect, test } from 'vitest'
import { DEV_APPS, manyReplicas } from '../../../test/small-fleet.ts'
import { exempted, exemption, type Fields, marks, objections } from '../../../test/exemption-fleet.ts'

async function objectionsTo(...documents: readonly string[]): Promise<readonly string[]> {
  const report = await exempted({ exemptions: documents, raised: [manyReplicas(DEV_APPS, 'dev')] })
  if (objections(report).length > 0) expect(marks(report)).toEqual([undefined])
  return objections(report)
}

test('an exemption that has all it needs is not objected to', async () => {
  expect(await objectionsTo(exemption('shop'))).toEqual([])
})

describe('one that is wrong is told at its line, and covers nothing', () => {
  test.each<[string, Fields, string]>([
    ['no reason', { reason: undefined }, '6 … `spec` has no `reason`.'],
    ['a short reason', { reason: 'legacy' }, '9 … `spec.reason` has fewer than 10 characters.'],
    ['no rules', { rules: '[]' }, '6 … `spec.rules` is empty.'],
    ['no scope', { scope: '{}' }, '7 … `spec.scope` is empty.'],
    [
      'a misspelt field',
      { tickets: 'SHOP-12' },
      '15 … `tickets` is not a field of `spec`. Did you mean `ticket`?',
    ],
    [
      'a required field that is misspelt, told once',
      { approvedBy: undefined, aprovedBy: '"@platform"' },
      '14 … `aprovedBy` is not a field of `spec`. Did you mean `approvedBy`?',
    ],
    [
      'a misspelt category',
      { category: 'vendr' },
      '8 … `spec.category` is `vendr`, which is not one of `false-positive`, `risk-accepted`, `operational-requirement`, `migration`, `vendor`. Did you mean `vendor`?',
    ],
    [
      'a ticket that is a number',
      { ticket: '12' },
      '12 … `spec.ticket` is the number `12` where text is expected. Put it in quotes.',
    ],
    [
      'a rule that there is not',
      { rules: '[workload/to-many-replicas]' },
      '6 … There is no rule `workload/to-many-replicas`. Did you mean `workload/too-many-replicas`?',
    ],
    [
      'a rule about exemptions',
      { rules: '[exemptions/stale]' },
      '6 … `exemptions/stale` is a rule about exemptions, which has none.',
    ],
    [
      'a scope of everything',
      { scope: '{ message: "`replicas`" }' },
      '7 … The scope has no `cluster`, `kustomization`, `object` or `path`, and so is the whole repository.',
    ],
    ['a path of everything', { scope: '{ path: ./ }' }, '7 … `./` is the whole repository.'],
    [
      'a cluster that there is not',
      { scope: '{ cluster: prd }' },
      '7 … There is no cluster `prd`. Did you mean `prod`?',
    ],
    ['a day that there is not', { expires: '"2026-11-31"' }, '14 … `2026-11-31` is no day of the calendar.'],
    [
      'an end before its beginning',
      { expires: '2026-05-31' },
      '14 … `expires` is 2026-05-31, before `created`, which is 2026-06-01.',
    ],
    ['a long life', { expires: '2027-06-03' }, '14 … The exemption lasts 367 days, and 366 are the most.'],
    [
      'a beginning that has not come',
      { created: '2026-11-26' },
      '13 … `created` is 2026-11-26, a day that has not come yet.',
    ],
  ])('%s', async (_, fields, expected) => {
    expect(await objectionsTo(exemption('shop', fields))).toEqual([
      expected.replace('…', 'exemptions/invalid'),
    ])
  })

  test('a version that fleetlint does not know', async () => {
    expect(await objectionsTo(exemption('shop').replace('v1alpha1', 'v2'))).toEqual([
      '1 exemptions/invalid `apiVersion` is `fleetlint.dev/v2`, which is not `fleetlint.dev/v1alpha1`.',
    ])
  })
})

test('a day is a day with quotes and without', async () => {
  expect(await objectionsTo(exemption('shop', { expires: '"2026-12-31"' }))).toEqual([])
})

test('one may be written where it is tomorrow already, and last a year with a leap day', async () => {
  expect(await objectionsTo(exemption('shop', { created: '2026-11-25', expires: '2027-11-26' }))).toEqual([])
})

test('two of one name are told at the second, and the first holds', async () => {
  const report = await exempted({
    exemptions: [exemption('shop'), exemption('shop')],
    raised: [manyReplicas(DEV_APPS, 'dev')],
  })
  expect(objections(report)).toEqual([
    '19 exemptions/invalid `shop` is the name of another exemption (policies/exemptions/register.yaml:4).',
  ])
  expect(marks(report)).toEqual(['shop'])
})

test('a document of another kind, or of another group, is no exemption', async () => {
  const kind = exemption('shop').replace('kind: Exemption', 'kind: Config')
  const group = exemption('shop').replace('fleetlint.dev', 'example.com')
  expect(await objectionsTo(kind, group, '# nothing\n')).toEqual([])
})
