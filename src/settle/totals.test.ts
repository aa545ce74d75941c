import { expect, test } from 'vitest'
import { INPUT, note, report } from '../../test/small-fleet.ts'
import { totalsOf } from './totals.ts'

test('an exempted finding is counted as that only', () => {
  const settled = report([note('docs/notes.yaml', '1'), note('docs/notes.yaml', 'a')])
  const [first, ...rest] = settled.findings
  const location = settled.findings[0]?.location
  if (first === undefined || location === undefined) throw new Error('no finding')
  const exempted = {
    ...first,
    exemption: {
      name: 'later',
      reason: 'Planned.',
      expires: '2026-11-24',
      state: 'active' as const,
      location,
    },
  }
  const totals = totalsOf(INPUT.counts, { findings: [exempted, ...rest], ignored: 0, gaps: [], failures: [] })
  expect(totals).toMatchObject({ findings: { error: 1, warning: 0, info: 0 }, exempted: 1 })
})
