import { describe, expect, test } from 'vitest'
import { repoPath } from '../model/location.ts'
import type { Raised } from '../model/raised.ts'
import {
  at,
  buildsOf,
  DEV,
  DEV_APPS,
  manyReplicas,
  note,
  PROD_APPS,
  report,
  TEXTS,
} from '../../test/small-fleet.ts'

describe('a selected cluster', () => {
  const files = (raised: readonly Raised[], selected: readonly string[]): readonly string[] =>
    report(raised, { selected }).findings.map(({ location }) => location.file)

  test('keeps a finding that shows in it, and names its own builds only', () => {
    const { findings } = report([manyReplicas(PROD_APPS, 'prod'), manyReplicas(DEV_APPS, 'dev')], {
      selected: ['prod'],
    })
    expect(findings.map(({ builds }) => builds)).toEqual([['clusters/prod › Kustomization flux-system/apps']])
  })

  test.each(['dev', 'clusters/dev', 'clusters/dev/'])('is meant by %s', name => {
    const raised = [manyReplicas(PROD_APPS, 'prod'), { ...note('docs/notes.yaml', '1'), cluster: DEV }]
    expect(files(raised, [name])).toEqual(['docs/notes.yaml'])
  })

  test('keeps what is tied to no cluster where it stands in or beside its files', () => {
    const raised = Object.keys(TEXTS).map(path => note(path, ':'))
    expect(files(raised, ['dev'])).toEqual([
      'apps/base/kustomization.yaml',
      'apps/base/web.yaml',
      'apps/dev/kustomization.yaml',
      'clusters/dev/apps.yaml',
    ])
  })

  test('keeps gaps that have no place, or a place in its files', () => {
    const { gaps } = report([], {
      selected: ['dev'],
      gaps: [
        { reason: 'no-schema', message: 'Nowhere.' },
        { reason: 'no-schema', message: 'In dev.', at: at('clusters/dev/apps.yaml', 'apps') },
        { reason: 'no-schema', message: 'In prod.', at: at('clusters/prod/apps.yaml', 'apps') },
      ],
    })
    expect(gaps.map(({ message }) => message)).toEqual(['Nowhere.', 'In dev.'])
  })

  test('is the only one that is listed and counted', () => {
    const { clusters, totals } = report([], { selected: ['prod'] })
    expect(clusters.map(({ name }) => name)).toEqual(['prod'])
    expect(totals).toMatchObject({ files: 7, objects: 2, kustomizations: 2, helmReleases: 1, clusters: 1 })
  })

  test('does not keep what shows in a build of no cluster elsewhere', () => {
    const standalone = { ...buildsOf('dev')[0], directory: repoPath('docs') }
    expect(files([{ ...note('docs/notes.yaml', '1'), build: standalone }], ['dev'])).toEqual([])
  })
})
