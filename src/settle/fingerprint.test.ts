import { describe, expect, test } from 'vitest'
import { repoPath } from '../model/location.ts'
import type { Raised } from '../model/raised.ts'
import { parseYaml } from '../read/yaml/parse.ts'
import type { SettleInput } from './settle.ts'
import { at, FLEET, note, report, RULE } from '../../test/small-fleet.ts'

describe('a fingerprint', () => {
  const fingerprints = (raised: readonly Raised[], rest: Partial<SettleInput> = {}): readonly string[] =>
    report(raised, rest).findings.map(({ fingerprint }) => fingerprint)

  test('is 16 hex digits of a known hash', () => {
    expect(fingerprints([note('docs/notes.yaml', '1')])).toEqual(['e65f4f942628c347'])
  })

  test('does not change when lines move or the report has a prefix', () => {
    const file = { path: repoPath('docs/notes.yaml'), text: '# moved\n\na: 1\n' }
    const moved = { file, start: 12, end: 13 }
    const files = new Map([[file.path, parseYaml(file, 'resource')]])
    const raised = [{ rule: RULE, problem: { at: moved, message: 'It is.' } }]
    const before = fingerprints([note('docs/notes.yaml', '1')])
    expect(fingerprints(raised, { fleet: { ...FLEET, files }, reportPrefix: 'deep' })).toEqual(before)
  })

  test('tells findings apart that differ by message only', () => {
    const [first, second] = fingerprints([
      note('docs/notes.yaml', '1', 'One.'),
      note('docs/notes.yaml', '1', 'Two.'),
    ])
    expect(first).not.toBe(second)
  })

  test('tells equal findings in two documents of a file apart', () => {
    const first = at('apps/base/web.yaml', 'kind: A')
    const start = first.file.text.lastIndexOf('kind: A')
    const second = { ...first, start, end: start + 7 }
    const raised = [first, second].map(origin => ({ rule: RULE, problem: { at: origin, message: 'It is.' } }))
    const both = fingerprints(raised)
    expect(new Set(both).size).toBe(2)
    expect(fingerprints(raised.slice(0, 1))).toEqual(both.slice(0, 1))
  })
})
