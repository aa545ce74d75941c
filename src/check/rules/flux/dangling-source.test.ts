import { expect, test } from 'vitest'
import { fleetOf, smallCluster } from '../../../../test/small-cluster.ts'
import { danglingSource } from './dangling-source.ts'

const SOURCES = [
  ['HelmRepository', 'charts', 'flux-system'],
  ['OCIRepository', 'podinfo', 'apps'],
]
  .map(
    ([kind = '', name = '', namespace = '']) => `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
`,
  )
  .join('')

function problems(spec: string): [string, string | undefined][] {
  const yaml = `${SOURCES}---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: apps }
spec: ${spec}
`
  const found = danglingSource.check(fleetOf([smallCluster([{ yaml }])]))
  return [...found].map(({ message, fix }) => [message, fix])
}

const chart = (reference: string): string => `{ chart: { spec: { sourceRef: ${reference} } } }`

test('a source in another namespace is named with it', () => {
  expect(problems(chart('{ kind: HelmRepository, name: charts }'))).toEqual([
    [
      '`HelmRelease apps/web` refers to `HelmRepository apps/charts`, which no build delivers.',
      'Add `namespace: flux-system`: `HelmRepository flux-system/charts` has this name.',
    ],
  ])
})

test.each([
  [
    '{ kind: HelmRepository, name: podinfo }',
    'Refer to `OCIRepository apps/podinfo` by its kind if it is meant.',
  ],
  [
    '{ kind: HelmRepository, name: chart, namespace: flux-system }',
    'Write `charts` if `HelmRepository flux-system/charts` is meant.',
  ],
  ['{ kind: Bucket, name: releases }', undefined],
])('%s gets the fix: %s', (reference, fix) => {
  expect(problems(chart(reference)).map(([, found]) => found)).toEqual([fix])
})

test('a chartRef is looked at, too', () => {
  expect(problems('{ chartRef: { kind: OCIRepository, name: podinfo } }')).toEqual([])
  expect(problems('{ chartRef: { kind: OCIRepository, name: podinf } }')).toHaveLength(1)
})
