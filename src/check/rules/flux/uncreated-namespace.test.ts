import { expect, test } from 'vitest'
import { fleetOf, smallCluster } from '../../../../test/small-cluster.ts'
import { repoPath } from '../../../model/location.ts'
import { uncreatedNamespace } from './uncreated-namespace.ts'

test('a helmfile may create the namespaces', () => {
  const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\n'
  const fleet = fleetOf([smallCluster([{ yaml }])])
  const withFile = (path: string): number => {
    const repository = { ...fleet.repository, files: () => [repoPath(path)] }
    return [...uncreatedNamespace.check({ ...fleet, repository })].length
  }
  expect(withFile('bootstrap/helmfile.yaml')).toBe(0)
  expect(withFile('bootstrap/README.md')).toBe(1)
})
