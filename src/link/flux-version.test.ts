import { expect, test } from 'vitest'
import { repoPath } from '../model/location.ts'
import { parseYaml } from '../read/yaml/parse.ts'
import { fluxVersion } from './flux-version.ts'
import { type Files, madeRoot } from './root.ts'

function manifests(ref: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: flux-manifests, namespace: flux-system }
spec:
  url: oci://ghcr.io/fluxcd/flux-manifests
  ref: ${ref}
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
  return fluxVersion(madeRoot(repoPath('clusters/dev'), { file: first.file, start: 0, end: 0 }), files)
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
