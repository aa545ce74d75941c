import { expect, test } from 'vitest'
import { smallCluster } from '../../../../test/small-cluster.ts'
import { dependencyCycle } from './dependency-cycle.ts'

function kustomization(name: string, spec: string): string {
  return `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: ${spec}
`
}

test('the message follows the circle and says why each step waits', () => {
  const check =
    '{ kind: Kustomization, apiVersion: kustomize.toolkit.fluxcd.io/v1, name: c, namespace: flux-system }'
  const yaml =
    kustomization('a', `{ healthChecks: [${check}] }`) + kustomization('b', '{ dependsOn: [{ name: a }] }')
  const cluster = smallCluster([{ yaml }, { owner: 'b', yaml: kustomization('c', '{}') }])
  expect([...dependencyCycle.check(cluster)].map(({ message }) => message)).toEqual([
    '`Kustomization flux-system/b` waits for itself: it depends on `Kustomization flux-system/a`, which is ready only after `Kustomization flux-system/c`, which is applied by `Kustomization flux-system/b`.',
  ])
})

test('an object that depends on itself is said to do so', () => {
  const cluster = smallCluster([{ yaml: kustomization('a', '{ dependsOn: [{ name: a }] }') }])
  expect([...dependencyCycle.check(cluster)].map(({ message }) => message)).toEqual([
    '`Kustomization flux-system/a` depends on itself.',
  ])
})
