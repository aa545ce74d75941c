import { expect, test } from 'vitest'
import { type SmallBuild, smallCluster } from '../../../test/small-cluster.ts'
import type { BuildGap, BuildProblem } from '../../model/build.ts'
import { repoPath } from '../../model/location.ts'
import { shortId } from '../../model/resource.ts'
import { danglingReferences } from './unresolved.ts'

const at = { file: { path: repoPath('x.yaml'), text: '' }, start: 0, end: 0 }
const remote: BuildGap = { reason: 'remote-source', at, message: 'Elsewhere.' }
const missing: BuildProblem = { code: 'missing-resource', at, message: 'Missing.' }

const RELEASE = `---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: apps }
spec: { chartRef: { kind: OCIRepository, name: shop } }
`

const SOURCE = `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: other, namespace: apps }
`

function certainIn(build: SmallBuild): readonly string[] {
  return danglingReferences(smallCluster([build])).certain.map(({ target }) => shortId(target))
}

test('a source of the same name in another namespace is the one that was meant', () => {
  const source = `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: shop, namespace: flux-system }
`
  const lost = (text: string): BuildProblem => {
    const file = { path: repoPath('clusters/apps.yaml'), text }
    return { code: 'missing-path', at: { file, start: 0, end: text.length }, message: 'Missing.' }
  }
  const certain = (path: string): readonly string[] =>
    certainIn({ yaml: RELEASE + source, problems: [lost(path)] })
  expect(certain('./media')).toEqual(['OCIRepository apps/shop'])
  expect(certain('./shop/sources')).toEqual([])
  expect(certain('./apps')).toEqual([])
  expect(certainIn({ yaml: RELEASE + source, gaps: [remote] })).toEqual([])
})

test('what takes no object with it hides none', () => {
  const problems = [{ ...missing, losesNothing: true as const }]
  const gaps = [{ ...remote, losesNothing: true as const }]
  expect(certainIn({ yaml: RELEASE, problems, gaps })).toEqual(['OCIRepository apps/shop'])
})

test('an object of the same name in another namespace is the one that was meant', () => {
  const release = (namespace: string, spec: string): string => `---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: cache, namespace: ${namespace} }
spec: ${spec}
`
  const at = { file: { path: repoPath('clusters/apps.yaml'), text: './media' }, start: 0, end: 7 }
  const problems: BuildProblem[] = [{ code: 'missing-path', at, message: 'Missing.' }]
  const waits = RELEASE.replace('{ chartRef', '{ dependsOn: [{ name: cache }], chartRef')
  const certain = (yaml: string): readonly string[] => certainIn({ yaml: waits + yaml, problems })
  expect(certain(release('data', '{}'))).toContain('HelmRelease apps/cache')
  expect(certain('')).not.toContain('HelmRelease apps/cache')
})

test('what would stand beside builds that deliver no source delivers none, and no file of secrets does', () => {
  const applies = (name: string): string => `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
`
  const lost = (code: BuildProblem['code'], text: string): BuildProblem => {
    const file = { path: repoPath('clusters/apps.yaml'), text }
    return { code, at: { file, start: 0, end: text.length }, message: 'Missing.' }
  }
  const certain = (problem: BuildProblem, others: readonly string[]): readonly string[] => {
    const names = ['lost', ...others]
    const builds = others.map(owner => ({ owner, yaml: owner === 'sources' ? SOURCE : RELEASE }))
    const broken = { owner: 'lost', yaml: '', problems: [problem] }
    const all = [{ yaml: names.map(applies).join('') }, broken, ...builds]
    return danglingReferences(smallCluster(all)).certain.map(({ target }) => shortId(target))
  }
  const missingPath = lost('missing-path', './media')
  expect(certain(missingPath, ['a', 'b', 'c'])).toContain('OCIRepository apps/shop')
  expect(certain(missingPath, ['a', 'b'])).toEqual([])
  expect(certain(missingPath, ['a', 'b', 'sources'])).toEqual([])
  expect(certain(lost('missing-path', './shop'), ['a', 'b', 'c'])).toEqual([])
  expect(certain(lost('missing-resource', './media.yaml'), ['a', 'b', 'c'])).toEqual([])
  expect(certain(lost('missing-resource', './media.sops.yaml'), ['a'])).toEqual(['OCIRepository apps/shop'])
})
