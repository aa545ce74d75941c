import { expect, test } from 'vitest'
import { fleetOf, smallCluster } from '../../../../test/small-cluster.ts'
import { repoPath, type RepoPath } from '../../../model/location.ts'
import { parseYaml } from '../../../read/yaml/parse.ts'
import { orphanManifest } from './orphan-manifest.ts'

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n'

/** Messages about a repository of `texts` in which builds use `reached`. */
function messages(texts: Readonly<Record<string, string>>, ...reached: readonly string[]): string[] {
  const files = new Map(
    Object.entries(texts).map(([name, text]) => {
      const path: RepoPath = repoPath(name)
      return [path, parseYaml({ path, text }, 'resource')]
    }),
  )
  const fleet = { ...fleetOf([]), files, reached: new Set(reached.map(repoPath)) }
  return [...orphanManifest.check(fleet)].map(({ message }) => message)
}

test('a manifest beside a kustomization that a build uses is an orphan', () => {
  const texts = { 'apps/web.yaml': CONFIG_MAP, 'apps/two.yaml': `${CONFIG_MAP}---\n${CONFIG_MAP}` }
  expect(messages(texts, 'apps/kustomization.yml')).toEqual([
    '`ConfigMap web` stands beside `apps/kustomization.yml`, which does not list the file.',
    '`ConfigMap web` and 1 more stand beside `apps/kustomization.yml`, which does not list the file.',
  ])
})

test('a manifest that a build uses, or beside a kustomization that none does, is no orphan', () => {
  const texts = { 'apps/web.yaml': CONFIG_MAP }
  expect(messages(texts, 'apps/kustomization.yaml', 'apps/web.yaml')).toEqual([])
  expect(messages(texts)).toEqual([])
  expect(messages(texts, 'kustomization.yaml')).toEqual([])
})

test.each([
  ['values of a chart', 'replicas: 2\n'],
  ['an empty file', '# nothing\n'],
  ['a file of which one document is no object', `${CONFIG_MAP}---\na: 1\n`],
  ['a broken file', `${CONFIG_MAP}---\n{\n`],
  ['an object without a name', 'apiVersion: v1\nkind: ConfigMap\n'],
  ['a configuration of kustomize', CONFIG_MAP.replace('v1', 'builtin/v1')],
])('%s is no orphan', (_, text) => {
  expect(messages({ 'apps/web.yaml': text }, 'apps/kustomization.yaml')).toEqual([])
})

test('what a kustomization names that no build uses is no orphan', () => {
  const texts = {
    'apps/web.yaml': CONFIG_MAP,
    'apps/data.yaml': CONFIG_MAP,
    'apps/api.yaml': CONFIG_MAP,
    'other/kustomization.yaml':
      'resources:\n- ../apps/web.yaml\nconfigMapGenerator:\n- files: [key=../apps/data.yaml]\n',
  }
  expect(messages(texts, 'apps/kustomization.yaml')).toHaveLength(1)
})

test('the file of a root is no orphan', () => {
  const cluster = smallCluster([{ yaml: '' }])
  const [root] = cluster.graph.nodes.values()
  const path = repoPath('root.yaml')
  expect(root?.resource.node.file.path).toBe(path)
  const files = new Map([[path, parseYaml({ path, text: CONFIG_MAP }, 'resource')]])
  const reached = new Set([repoPath('kustomization.yaml')])
  expect([...orphanManifest.check({ ...fleetOf([cluster]), files, reached })]).toEqual([])
  expect([...orphanManifest.check({ ...fleetOf([]), files, reached })]).toHaveLength(1)
})
