import { expect, test } from 'vitest'
import { repoPath } from '../model/location.ts'
import { parseYaml } from '../read/yaml/parse.ts'
import { fluxVersion } from './flux-version.ts'
import { documentsOf, type Files, madeRoot } from './root.ts'

function manifests(ref: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: flux-manifests, namespace: flux-system }
spec:
  url: oci://ghcr.io/fluxcd/flux-manifests
  ref: ${ref}
`
}

function instance(version: string): string {
  return `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec: { distribution: { version: '${version}' } }
`
}

function versionOf(texts: Readonly<Record<string, string>>): string | undefined {
  const files: Files = new Map(
    Object.entries(texts).map(([path, text]) => [
      repoPath(path),
      parseYaml({ path: repoPath(path), text }, 'resource'),
    ]),
  )
  const [first] = [...files.values()]
  if (first === undefined) throw new Error('no file')
  const root = madeRoot(repoPath('clusters/dev'), { file: first.file, start: 0, end: 0 })
  const found = [...documentsOf(files)].find(
    ({ id, node }) => id.kind === 'FluxInstance' && node.file.path.startsWith('flux/'),
  )
  return fluxVersion(found === undefined ? root : { ...root, instance: found }, files)
}

test('the one tag of Flux’s manifests says which Flux runs', () => {
  expect(versionOf({ 'flux/install.yaml': manifests('{ tag: v2.7.1 }') })).toBe('2.7')
})

test('manifests in a hidden folder say nothing', () => {
  expect(versionOf({ '.archive/install.yaml': manifests('{ tag: v2.2.3 }') })).toBeUndefined()
  expect(versionOf({ 'old/.archive/install.yaml': manifests('{ tag: v2.2.3 }') })).toBeUndefined()
})

test('one tag says nothing for all where another source leaves its own open', () => {
  for (const open of ['{ tag: "${FLUX_VERSION:=v2.8.5}" }', '{ semver: 2.x }', '{ digest: sha256:aa }']) {
    const texts = { 'old/install.yaml': manifests('{ tag: v2.2.3 }'), 'flux/install.yaml': manifests(open) }
    expect(versionOf(texts)).toBeUndefined()
  }
})

test('a FluxInstance that asks for a range gets the highest release in it, whatever else stands there', () => {
  const others = { 'flux/install.yaml': manifests('{ tag: v2.7.1 }') }
  expect(versionOf({ 'flux/instance.yaml': instance('2.3.0 - 2.5.0'), ...others })).toBe('2.5')
  expect(versionOf({ 'flux/instance.yaml': instance('2.x'), ...others })).toBe('2.9')
})

test('a range without a release that is known here says nothing, and nobody else says it instead', () => {
  const others = { 'flux/install.yaml': manifests('{ tag: v2.7.1 }') }
  expect(versionOf({ 'flux/instance.yaml': instance('>=3.0'), ...others })).toBeUndefined()
  expect(versionOf({ 'flux/instance.yaml': instance('${FLUX_VERSION}'), ...others })).toBe('2.7')
})

test('a FluxInstance without a sync speaks for the cluster in whose folder it stands', () => {
  const [dev, other] = ['clusters/dev/flux/instance.yaml', 'clusters/prod/flux/instance.yaml']
  expect(versionOf({ [dev]: instance('2.8.x') })).toBe('2.8')
  expect(versionOf({ [other]: instance('2.8.x') })).toBeUndefined()
  expect(
    versionOf({ [dev]: instance('2.8.x'), 'clusters/dev/second.yaml': instance('2.7.x') }),
  ).toBeUndefined()
})
