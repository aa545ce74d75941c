import { describe, expect, test } from 'vitest'
import {
  at,
  DEV_APPS,
  INPUT,
  manyReplicas,
  MESSAGE,
  note,
  parsed,
  PROD_APPS,
  report,
  RULE,
  trailOf,
} from '../../test/small-fleet.ts'

describe('a report', () => {
  test('is the same for the same input in another order', () => {
    const raised = [
      manyReplicas(PROD_APPS, 'prod'),
      manyReplicas(DEV_APPS, 'dev'),
      note('docs/notes.yaml', '1', 'Two.'),
      note('docs/notes.yaml', '1', 'One.'),
      note('docs/notes.yaml', 'a', 'One.'),
      note('docs/notes.yaml', 'a: 1', 'One.'),
      { ...note('docs/notes.yaml', 'a', 'One.'), rule: { ...RULE, id: 'a/b' as const } },
    ]
    const gaps = [
      { reason: 'no-schema' as const, message: 'B.' },
      { reason: 'no-schema' as const, message: 'A.', at: at('docs/notes.yaml', 'a') },
      { reason: 'no-schema' as const, message: 'A.', at: at('docs/notes.yaml', '1') },
      { reason: 'no-schema' as const, message: 'A.', at: at('docs/notes.yaml', 'a: 1') },
      { reason: 'encrypted' as const, message: 'C.', at: at('apps/base/web.yaml', '50') },
    ]
    const failures = [
      { stage: 'b/b', message: 'crashed' },
      { stage: 'a/a', message: 'y' },
      { stage: 'a/a', message: 'x' },
    ]
    const rules = [RULE, { ...RULE, id: 'a/b' as const }]
    const forwards = report(raised, { gaps, failures, rules })
    const backwards = report(raised.toReversed(), {
      gaps: gaps.toReversed(),
      failures: failures.toReversed(),
      rules: rules.toReversed(),
      clusters: INPUT.clusters.toReversed(),
    })
    expect(backwards).toEqual(forwards)
    expect(forwards.findings.map(({ location, rule, message }) => [location.column, rule, message])).toEqual([
      [13, RULE.id, MESSAGE],
      [1, 'a/b', 'One.'],
      [1, RULE.id, 'One.'],
      [1, RULE.id, 'One.'],
      [4, RULE.id, 'One.'],
      [4, RULE.id, 'Two.'],
    ])
    expect(
      forwards.gaps.map(({ reason, location, message }) => [reason, location?.endColumn, message]),
    ).toEqual([
      ['encrypted', 15, 'C.'],
      ['no-schema', undefined, 'B.'],
      ['no-schema', 2, 'A.'],
      ['no-schema', 5, 'A.'],
      ['no-schema', 5, 'A.'],
    ])
    expect(forwards.failures.map(({ stage, message }) => stage + message)).toEqual([
      'a/ax',
      'a/ay',
      'b/bcrashed',
    ])
    expect(forwards.rules.map(({ id }) => id)).toEqual(['a/b', RULE.id])
    expect(forwards.clusters.map(({ name }) => name)).toEqual(['dev', 'prod'])
  })

  test('takes the way that is first when one build comes to a place twice', () => {
    const second = parsed('apps/base/kustomization.yaml').file.text.lastIndexOf('web.yaml')
    const trail = trailOf('dev')
    const other = { ...trail, at: { ...trail.at, start: second, end: second + 8 } }
    const one = manyReplicas(DEV_APPS, 'dev')
    const two = { ...one, problem: { ...one.problem, trail: other } }
    expect(report([one, two])).toEqual(report([two, one]))
    expect(report([two, one]).findings[0]?.via.at(-1)?.location?.line).toBe(2)
  })

  test('counts findings by severity, and gaps by reason', () => {
    const info = { ...RULE, severity: 'info' as const }
    const gap = { reason: 'no-chart' as const, message: 'There is no chart.' }
    const { totals, gaps } = report(
      [note('docs/notes.yaml', '1'), { ...note('docs/notes.yaml', 'a'), rule: info }],
      {
        gaps: [
          { ...gap, count: 3 },
          gap,
          { ...gap, message: 'No other.' },
          { reason: 'encrypted', message: 'Sealed.' },
        ],
        failures: [{ stage: 'a/b', message: 'crashed' }],
      },
    )
    expect(totals).toEqual({
      ...INPUT.counts,
      findings: { error: 1, warning: 0, info: 1 },
      exempted: 0,
      ignored: 0,
      gaps: { encrypted: 1, 'no-chart': 5 },
      failures: 1,
    })
    expect(gaps.map(({ message, count }) => [message, count])).toEqual([
      ['Sealed.', 1],
      ['No other.', 1],
      ['There is no chart.', 4],
    ])
  })

  test('counts what is ignored as findings would be, and does not tell it', () => {
    const ignored = [
      manyReplicas(DEV_APPS, 'dev'),
      manyReplicas(PROD_APPS, 'prod'),
      note('docs/notes.yaml', '1'),
    ]
    const { totals, findings } = report([], { ignored })
    expect(totals.ignored).toBe(2)
    expect(findings).toEqual([])
    expect(report([], { ignored, selected: ['dev'] }).totals.ignored).toBe(1)
  })

  test('counts what the checks looked at, of the whole fleet', () => {
    const counts = { ...INPUT.counts, validated: 4, pins: 0 }
    expect(report([], { counts, selected: ['dev'] }).totals).toMatchObject({
      objects: 2,
      validated: 4,
      pins: 0,
    })
    expect(report([], { counts }).totals).not.toHaveProperty('policies')
  })

  test('sorts clusters of one path by name', () => {
    const [summary] = INPUT.clusters
    const clusters =
      summary === undefined ? [] : [summary, { ...summary, name: 'b' }, { ...summary, name: 'a' }]
    expect(report([], { clusters }).clusters.map(({ name }) => name)).toEqual(['a', 'b', 'prod'])
  })

  test('has its prefix before every path', () => {
    const { findings, clusters, gaps } = report([manyReplicas(DEV_APPS, 'dev')], {
      reportPrefix: './fleets/main/',
      gaps: [{ reason: 'template', message: 'It is.', at: at('docs/notes.yaml', '1') }],
    })
    expect(findings[0]?.location.file).toBe('fleets/main/apps/base/web.yaml')
    expect(findings[0]?.via.map(({ location }) => location?.file)).toEqual([
      undefined,
      'fleets/main/clusters/dev/apps.yaml',
      'fleets/main/apps/dev/kustomization.yaml',
      'fleets/main/apps/base/kustomization.yaml',
    ])
    expect(clusters[0]?.path).toBe('fleets/main/clusters/dev')
    expect(gaps[0]?.location?.file).toBe('fleets/main/docs/notes.yaml')
  })
})
