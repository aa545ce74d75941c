import { expect, test } from 'vitest'
import { smallCluster } from '../../../test/small-cluster.ts'
import type { Reference } from '../../model/graph.ts'
import { isMisspelt } from './misspelt.ts'

const SOURCE = `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: shop, namespace: apps }
`

function release(name: string, repository: string): string {
  return `---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: apps }
spec: { chart: { spec: { sourceRef: { kind: HelmRepository, name: ${repository} } } } }
`
}

test.each([
  ['shop-charts', true],
  ['shop-helm-charts', true],
  ['shops', false],
  ['other-charts', false],
])('the Helm repository `shop` by the name `%s`: %s', (name, isSlip) => {
  const yaml = SOURCE + release('a', 'shop') + release('b', 'shop') + release('c', name)
  const { graph } = smallCluster([{ yaml }])
  const isIt = ({ type, target }: Reference): boolean => type === 'sourceRef' && target.name === name
  expect(graph.references.filter(isIt).map(reference => isMisspelt(reference, graph))).toEqual([isSlip])
})
