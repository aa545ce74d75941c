import { describe, expect, test } from 'vitest'
import { AS_OF } from '../../../test/as-of.ts'
import { exempted, exemption, marks } from '../../../test/exemption-fleet.ts'
import { at, DEV, DEV_APPS, DEV_ROOT, manyReplicas, note, PROD_APPS } from '../../../test/small-fleet.ts'
import type { Raised } from '../../model/raised.ts'

async function isCovered(scope: string, raised: Raised): Promise<boolean> {
  const report = await exempted({ exemptions: [exemption('shop', { scope })], raised: [raised] })
  return marks(report)[0] === 'shop'
}

const IN_DEV = manyReplicas(DEV_APPS, 'dev')

test.each([
  ['{ cluster: dev }', true],
  ['{ cluster: clusters/dev/ }', true],
  ['{ cluster: prod }', false],
  ['{ kustomization: flux-system/apps }', true],
  ['{ kustomization: flux-system/other }', false],
  ['{ path: apps/base/web.yaml }', true],
  ['{ path: ./apps/base/ }', true],
  ['{ path: apps/bas }', false],
  ['{ object: { kind: Deployment, name: web } }', true],
  ['{ object: { kind: Deployment, name: web, namespace: shop } }', false],
  ['{ object: { kind: DaemonSet, name: web } }', false],
  ['{ object: { kind: Deployment, name: other } }', false],
  ['{ cluster: dev, message: is 50 }', true],
  ['{ cluster: dev, message: is 51 }', false],
  [
    '{ cluster: dev, kustomization: flux-system/apps, path: apps, object: { kind: Deployment, name: web } }',
    true,
  ],
  ['{ cluster: dev, kustomization: flux-system/apps, path: docs }', false],
])('whether the scope %s holds a finding: %s', async (scope, expected) => {
  expect(await isCovered(scope, IN_DEV)).toBe(expected)
})

describe('what is tied to no cluster', () => {
  const NOTE = note('docs/notes.yaml', '1')

  test('is in the scope of none', async () => {
    expect(await isCovered('{ cluster: dev }', NOTE)).toBe(false)
    expect(await isCovered('{ kustomization: flux-system/apps }', NOTE)).toBe(false)
    expect(await isCovered('{ path: docs/notes.yaml }', NOTE)).toBe(true)
  })

  test('is in the scope of the one that its rule names', async () => {
    expect(await isCovered('{ cluster: dev }', { ...NOTE, cluster: DEV })).toBe(true)
  })
})

describe('an object', () => {
  const OBJECT = '{ object: { kind: Deployment, name: web } }'

  test('is the one that the rule names, whatever the place', async () => {
    const resource = DEV_APPS?.resources[0]
    const problem = { at: at('docs/notes.yaml', '1'), message: 'It is.', resource }
    expect(await isCovered(OBJECT, { ...IN_DEV, problem })).toBe(true)
    expect(await isCovered('{ object: { kind: Note, name: web } }', { ...IN_DEV, problem })).toBe(false)
  })

  test('is the one whose key or value stands at the place', async () => {
    const key = { at: at('apps/base/web.yaml', 'replicas'), message: 'It is.' }
    expect(await isCovered(OBJECT, { ...IN_DEV, problem: key })).toBe(true)
  })

  test('is the one that is written there, where no build delivers it', async () => {
    expect(await isCovered(OBJECT, note('apps/base/web.yaml', 'replicas: 50'))).toBe(true)
    expect(await isCovered(OBJECT, { ...note('apps/base/web.yaml', '50'), build: DEV_ROOT })).toBe(true)
    expect(await isCovered(OBJECT, note('docs/notes.yaml', '1'))).toBe(false)
  })

  test('is not looked for in a later document of the file', async () => {
    const second = at('apps/base/web.yaml', 'kind: A')
    expect(await isCovered(OBJECT, { ...IN_DEV, problem: { at: second, message: 'It is.' } })).toBe(false)
  })

  test('that a patch changes holds what the patch writes', async () => {
    const [resource] = DEV_APPS?.resources ?? []
    if (DEV_APPS === undefined || resource === undefined) throw new Error('no object')
    const patch = at('docs/notes.yaml', '1')
    const item = { kind: 'scalar', value: 1, text: '1', ...patch } as const
    const list = { kind: 'list', items: [item], ...at('docs/notes.yaml', 'a: 1') } as const
    const key = { ...item, ...at('docs/notes.yaml', 'a'), text: 'args' } as const
    const entries = new Map([...resource.node.entries, ['args', { key, value: list }] as const])
    const patched = { ...resource, node: { ...resource.node, entries } }
    const build = { ...DEV_APPS, resources: [patched] }
    const raised = { ...IN_DEV, build, problem: { at: patch, message: 'It is.' } }
    expect(await isCovered(OBJECT, raised)).toBe(true)
    expect(await isCovered('{ object: { kind: Deployment, name: api } }', raised)).toBe(false)
  })
})

test('a rule that an exemption does not name is not covered', async () => {
  const other = { ...IN_DEV, rule: { ...IN_DEV.rule, id: 'workload/other' as const } }
  expect(await isCovered('{ cluster: dev }', other)).toBe(false)
})

test('a finding that one cluster has exempted is two: one is covered, the other keeps its fingerprint', async () => {
  const raised = [IN_DEV, manyReplicas(PROD_APPS, 'prod')]
  const exemptions = [exemption('shop', { scope: '{ cluster: dev }' })]
  const { findings } = await exempted({ exemptions, raised, asOf: AS_OF })
  expect(findings.map(({ builds, exemption: mark }) => [builds, mark?.name])).toEqual([
    [['clusters/prod › Kustomization flux-system/apps'], undefined],
    [['clusters/dev › Kustomization flux-system/apps'], 'shop'],
  ])
  const before = await exempted({ exemptions: [], raised })
  expect(findings[0]?.fingerprint).toBe(before.findings[0]?.fingerprint)
  expect(findings[1]?.fingerprint).not.toBe(before.findings[0]?.fingerprint)
})
