import { describe, expect, test } from 'vitest'
import type { Build } from '../model/build.ts'
import { repoPath } from '../model/location.ts'
import {
  at,
  buildsOf,
  DEV,
  DEV_APPS,
  DEV_ROOT,
  manyReplicas,
  note,
  PROD_APPS,
  report,
  RULE,
} from '../../test/small-fleet.ts'

describe('a finding', () => {
  test('is one for one cause, and names every build in which it shows', () => {
    const { findings } = report([manyReplicas(PROD_APPS, 'prod'), manyReplicas(DEV_APPS, 'dev')])
    expect(findings).toHaveLength(1)
    expect(findings[0]?.builds).toEqual([
      'clusters/dev › Kustomization flux-system/apps',
      'clusters/prod › Kustomization flux-system/apps',
    ])
  })

  test('says how a cluster comes to it, outermost first', () => {
    const { findings } = report([manyReplicas(DEV_APPS, 'dev')])
    const steps = findings[0]?.via.map(({ label, location }) => [label, location?.file, location?.line])
    expect(steps).toEqual([
      ['clusters/dev › Kustomization flux-system/flux-system', undefined, undefined],
      ['clusters/dev › Kustomization flux-system/apps', 'clusters/dev/apps.yaml', 2],
      ['apps/dev/kustomization.yaml', 'apps/dev/kustomization.yaml', 2],
      ['apps/base/kustomization.yaml', 'apps/base/kustomization.yaml', 2],
    ])
  })

  test('does not name its own place as a step on the way to it', () => {
    const entry = at('apps/dev/kustomization.yaml', '../base')
    const problem = { at: entry, message: 'It is missing.', trail: { at: entry, parent: undefined } }
    const { findings } = report([{ rule: RULE, problem, build: DEV_ROOT }])
    expect(findings[0]?.via.map(({ label }) => label)).toEqual([
      'clusters/dev › Kustomization flux-system/flux-system',
    ])
  })

  test('stops at a root that delivers itself', () => {
    const root = { ...buildsOf('dev')[0] } as Build & { parent?: Build }
    Object.assign(root, { parent: root })
    expect(report([manyReplicas(root, 'dev')]).findings[0]?.via).toHaveLength(3)
  })

  test('of a cluster as a whole names the cluster', () => {
    const { findings } = report([{ ...note('clusters/dev/apps.yaml', 'apps'), cluster: DEV }])
    expect(findings[0]).toMatchObject({ builds: ['clusters/dev'], via: [{ label: 'clusters/dev' }] })
  })

  test('of a cluster at the root of the repository names the cluster by its name', () => {
    const root = { ...DEV, path: repoPath('') }
    const { findings } = report([{ ...note('clusters/dev/apps.yaml', 'apps'), cluster: root }])
    expect(findings[0]?.builds).toEqual(['dev'])
  })

  test('of a file belongs to no build', () => {
    expect(report([note('docs/notes.yaml', '1')]).findings[0]).toMatchObject({ builds: [], via: [] })
  })

  test('takes the build of the problem before that of the rule', () => {
    const raised = manyReplicas(DEV_ROOT, 'dev')
    const { findings } = report([{ ...raised, problem: { ...raised.problem, build: DEV_APPS } }])
    expect(findings[0]?.builds).toEqual(['clusters/dev › Kustomization flux-system/apps'])
  })

  test('has the fix of its case, else that of the rule', () => {
    const raised = note('docs/notes.yaml', '1')
    const own = { ...raised, problem: { ...raised.problem, message: 'It is, too.', fix: 'Do this.' } }
    expect(report([raised, own]).findings.map(({ fix }) => fix)).toEqual(['Do this.', 'Lower `replicas`.'])
  })

  test('carries the lines around it', () => {
    expect(report([manyReplicas(DEV_APPS, 'dev')]).findings[0]?.excerpt).toEqual({
      firstLine: 4,
      lines: ['  name: web', 'spec:', '  replicas: 50'],
    })
  })

  test('has no lines where the file has none', () => {
    const file = { path: repoPath('broken.yaml'), text: '' }
    const problem = { at: { file, start: 0, end: 0 }, message: 'It cannot be read.' }
    const [finding] = report([{ rule: RULE, problem }]).findings
    expect(finding).toMatchObject({ location: { file: 'broken.yaml', line: 1, column: 1 } })
    expect(finding).not.toHaveProperty('excerpt')
  })
})
