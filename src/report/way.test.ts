import { expect, test } from 'vitest'
import { location } from '../../test/sample-report.ts'
import { buildPhrases, wayPhrases } from './way.ts'

const APPS = 'Kustomization flux-system/apps'

test('a way names the cluster once, and files with their lines', () => {
  const way = wayPhrases([
    { label: 'clusters/dev › Kustomization flux-system/flux-system' },
    { label: `clusters/dev › ${APPS}`, location: location('clusters/dev/apps.yaml', 3) },
    { label: 'apps/dev/kustomization.yaml', location: location('apps/dev/kustomization.yaml', 4) },
  ])
  expect(way).toEqual([
    'clusters/dev › Kustomization flux-system/flux-system',
    'Kustomization flux-system/apps (clusters/dev/apps.yaml:3)',
    'apps/dev/kustomization.yaml:4',
  ])
})

function builds(...clusters: readonly string[]): readonly string[] {
  return clusters.map(cluster => `${cluster} › ${APPS}`)
}

test('one build is named as it is', () => {
  expect(buildPhrases(builds('a'))).toEqual([`a › ${APPS}`])
  expect(buildPhrases(['apps/base'])).toEqual(['apps/base'])
  expect(buildPhrases([])).toEqual([])
})

test('builds of the same name in many clusters are named together, the first few', () => {
  expect(buildPhrases(builds('a', 'b'))).toEqual(['2 builds:', `a, b › ${APPS}`])
  expect(buildPhrases(builds('a', 'b', 'c', 'd', 'e'))).toEqual(['5 builds:', `a, b, c and 2 more › ${APPS}`])
})

test('builds of other names follow, the first few', () => {
  expect(buildPhrases([...builds('a', 'b'), 'a › x', 'a › y', 'a › z', 'c › z', 'a'])).toEqual([
    '7 builds:',
    `a, b › ${APPS};`,
    'a › x;',
    'a › y',
    'and 3 more',
  ])
})
