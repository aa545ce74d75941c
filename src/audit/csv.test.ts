import { expect, test } from 'vitest'
import { registerCsv } from './csv.ts'
import type { Row } from './register.ts'

const ROW: Row = {
  id: 'shop',
  state: 'active',
  file: 'policies/exemptions/shop.yaml',
  line: 4,
  rules: ['workload/too-many-replicas', 'policy/other'],
  scope: { cluster: 'dev', object: { kind: 'Deployment', namespace: 'shop', name: 'web' } },
  category: 'migration',
  reason: 'The shop moves in May.',
  owner: 'shop',
  approvedBy: 'platform',
  ticket: 'SHOP-12',
  created: '2026-06-01',
  expires: '2026-12-31',
  hides: [],
}

function records(rows: readonly Row[]): readonly string[] {
  return registerCsv({ asOf: '2026-11-24', rows, besides: { ignored: 0, off: [] } }).split('\r\n')
}

function cell(reason: string): string | undefined {
  return /,migration,([^]*),shop,platform,/.exec(
    records([{ ...ROW, reason }])
      .slice(1)
      .join('\r\n'),
  )?.[1]
}

test('has a header and one record a line, each with its end', () => {
  expect(records([ROW, ROW])).toEqual([
    'id,state,rules,scope,category,reason,owner,approvedBy,ticket,created,expires,file,line,hides,findings',
    'shop,active,workload/too-many-replicas; policy/other,"cluster dev, Deployment shop/web",migration,' +
      'The shop moves in May.,shop,platform,SHOP-12,2026-06-01,2026-12-31,policies/exemptions/shop.yaml,4,0,',
    expect.stringMatching(/^shop,/) as unknown,
    '',
  ])
})

test('has a header where there is no exemption', () => {
  expect(records([])).toHaveLength(2)
})

test.each([
  ['a, b', '"a, b"'],
  ['say "no"', '"say ""no"""'],
  ['one\ntwo\n', '"one\ntwo"'],
  ['plain', 'plain'],
])('%j is quoted as %j', (reason, expected) => {
  expect(cell(reason)).toBe(expected)
})

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'=1"],
  ['＝1', "'＝1"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['a=1', 'a=1'],
])('%j is no formula, but %j', (reason, expected) => {
  expect(cell(reason)).toBe(expected)
})

test('nothing in it acts on a terminal', () => {
  expect(cell('a \u001b[31mred\u202e')).toBe('a \\u001b[31mred\\u202e')
})
