import { expect, test } from 'vitest'
import { smallCluster } from '../../../test/small-cluster.ts'
import { shortId } from '../../model/resource.ts'
import { nearObject } from './near-object.ts'

const { graph } = smallCluster([
  {
    yaml: [
      ['HelmRelease', 'apps', 'redis'],
      ['Kustomization', 'flux-system', 'infrastructure'],
      ['Kustomization', 'tenants', 'databases'],
      ['Kustomization', 'tenants', 'caches'],
      ['HelmRelease', 'tenants', 'caches'],
    ]
      .map(
        ([kind = '', namespace = '', name = '']) => `---
apiVersion: ${kind === 'HelmRelease' ? 'helm' : 'kustomize'}.toolkit.fluxcd.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
`,
      )
      .join(''),
  },
])
const KINDS = new Set(['HelmRelease', 'Kustomization'])

function near(name: string, kind = 'Kustomization'): string | undefined {
  const found = nearObject(graph, { group: 'any', kind, namespace: 'flux-system', name }, KINDS)
  return found === undefined ? undefined : `${found.kind}: ${shortId(found.node.resource.id)}`
}

test.each([
  ['databases', 'Kustomization', 'other-namespace: Kustomization tenants/databases'],
  ['caches', 'Kustomization', 'other-namespace: Kustomization tenants/caches'],
  ['redis', 'Kustomization', 'other-kind: HelmRelease apps/redis'],
  ['infrastucture', 'Kustomization', 'near-name: Kustomization flux-system/infrastructure'],
  ['database', 'Kustomization', 'near-name: Kustomization tenants/databases'],
  ['rediss', 'HelmRelease', 'near-name: HelmRelease apps/redis'],
  ['monitoring', 'Kustomization', undefined],
])('%s, meant as a %s, is near %s', (name, kind, expected) => {
  expect(near(name, kind)).toBe(expected)
})

test('only objects of the kinds asked for are near', () => {
  const target = { group: 'any', kind: 'Kustomization', namespace: 'apps', name: 'redis' }
  expect(nearObject(graph, target, new Set(['Kustomization']))).toBeUndefined()
})
