import { expect, test } from 'vitest'
import { temporaryTree } from '../../../../test/temporary-tree.ts'
import { repoPath } from '../../../model/location.ts'
import type { Resource } from '../../../model/resource.ts'
import { Documents } from '../../../read/documents.ts'
import { openRepository } from '../../../read/repository.ts'
import { parseYaml } from '../../../read/yaml/parse.ts'
import { Artifacts } from './artifacts.ts'

function source(name: string, ignore: string): Resource {
  const text = `spec:\n  ignore: ${JSON.stringify(ignore)}\n`
  const root = parseYaml({ path: repoPath('source.yaml'), text }, 'sigs').documents[0]?.root
  if (root?.kind !== 'map') throw new Error('no map')
  const id = {
    group: 'source.toolkit.fluxcd.io',
    version: 'v1',
    kind: 'GitRepository',
    namespace: 'flux-system',
    name,
  }
  return { id, node: root, trail: undefined }
}

test('sources with the same settings share what they deliver', () => {
  const root = temporaryTree({
    'apps/a.yaml': 'a: 1',
    'apps/b.yaml': 'b: 1',
    'c.yaml': 'c: 1',
    '.sops.yaml': '',
  })
  const documents = new Documents(openRepository(root, 'git'))
  const artifacts = new Artifacts()
  const apps = repoPath('apps')
  const ofApps = (name: string): Documents =>
    artifacts.of(documents, { base: apps, source: source(name, '/b.yaml'), includes: [] })
  const first = ofApps('one')
  expect(ofApps('two')).toBe(first)
  expect(first.repository.files()).toEqual(['apps/a.yaml'])
  expect(first.parse(repoPath('apps/b.yaml'), 'resource')).toBeUndefined()
  expect(first.source(repoPath('apps/a.yaml'))).toBe(documents.source(repoPath('apps/a.yaml')))
  const whole = artifacts.of(documents, { base: repoPath(''), source: undefined, includes: [] })
  expect(whole.repository.files()).toEqual(['apps/a.yaml', 'apps/b.yaml', 'c.yaml'])
})
