import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { runMain } from './run-main.ts'
import { temporaryTree } from './temporary-tree.ts'

const SYNC = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
spec:
  interval: 1m
  url: ssh://git@git.example.com/platform/fleet
  secretRef: { name: flux-system }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: flux-system, namespace: flux-system }
spec:
  interval: 10m
  path: ./clusters/dev
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`

function kustomization(name: string, path: string, { rest = '', from = 'flux-system' } = {}): string {
  return `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  path: ${path}
  prune: true
  interval: 10m
  sourceRef: { kind: GitRepository, name: ${from} }
${rest}`
}

function source(name: string, spec: string, url = 'https://git.example.com/platform/fleet.git'): string {
  return `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: ${name}, namespace: flux-system }
spec:
  interval: 1m
  url: ${url}
${spec}`
}

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\ndata: { a: b }\n`
}

function fleet(objects: string, files: Readonly<Record<string, string>>): string {
  return temporaryTree({
    'clusters/dev/flux-system/gotk-sync.yaml': SYNC,
    'clusters/dev/objects.yaml': objects,
    ...files,
  })
}

/** The names of the ConfigMaps that a cluster gets, and who applies them. */
function configMaps(text: string): string[] {
  return parseAllDocuments(text)
    .map(document => document.toJS() as { kind: string; metadata: Record<string, unknown> })
    .filter(({ kind }) => kind === 'ConfigMap')
    .map(({ metadata: { name, labels } }) => {
      const owner = (labels as Record<string, string>)['kustomize.toolkit.fluxcd.io/name']
      return `${String(owner)}: ${String(name)}`
    })
}

test('a suspended Kustomization applies nothing, and what it has delivered before goes on', async () => {
  const root = fleet(
    kustomization('tools', './tools', { rest: '  suspend: true\n' }) + kustomization('apps', './apps'),
    {
      'tools/child.yaml': configMap('tool') + kustomization('child', './child'),
      'child/child.yaml': configMap('child'),
      'apps/web.yaml': configMap('web'),
    },
  )
  const { code, stdout, stderr } = await runMain(root, 'render', '--cluster', 'dev')
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: '`Kustomization flux-system/tools` is suspended; what it would apply is left out.\n',
  })
  expect(configMaps(stdout)).toEqual(['apps: web', 'child: child'])
  const named = await runMain(root, 'render', '--cluster', 'dev', '--kustomization', 'flux-system/tools')
  expect(configMaps(named.stdout)).toEqual(['tools: tool'])
})

test('a source holds what it includes of another one, at the line of the file that it is', async () => {
  const root = fleet(
    source('shared', '  ignore: |\n    /*\n    !/deploy\n    deploy/draft.yaml\n') +
      source('all', '  include: [{ repository: { name: shared }, fromPath: deploy, toPath: vendor }]\n') +
      kustomization('vendored', './vendor', { from: 'all' }) +
      kustomization('own', './apps', { from: 'all' }),
    {
      'deploy/web.yaml': configMap('web'),
      'deploy/draft.yaml': configMap('draft'),
      'vendor/hidden.yaml': configMap('hidden'),
      'apps/kustomization.yaml': 'resources: [../vendor/web.yaml]\n',
    },
  )
  const { code, stdout } = await runMain(root, 'render', '--cluster', 'dev')
  expect(code).toBe(0)
  expect(configMaps(stdout)).toEqual(['vendored: web', 'own: web'])
  const { stdout: commented } = await runMain(
    root,
    'render',
    '--cluster',
    'dev',
    '--kustomization',
    'flux-system/own',
    '--origins',
  )
  expect(commented).toContain('# deploy/web.yaml:4')
})

test('what a source includes of another repository, or of itself, is a gap and no mistake', async () => {
  const root = fleet(
    source('shared', '', 'https://git.example.com/platform/shared.git') +
      source('all', '  include: [{ repository: { name: shared } }, { repository: { name: all } }]\n') +
      kustomization('vendored', './shared/web', { from: 'all' }) +
      kustomization('circular', './all', { from: 'all' }) +
      kustomization('own', './apps', { from: 'all' }),
    { 'apps/web.yaml': configMap('web') },
  )
  const { code, stdout } = await runMain(root, 'render', '--cluster', 'dev')
  expect(code).toBe(0)
  expect(configMaps(stdout)).toEqual(['own: web'])
  const { stdout: checked } = await runMain(root, 'check', '--format', 'json')
  const { gaps, findings } = JSON.parse(checked) as {
    gaps: { reason: string; message: string; location: { line: number } }[]
    findings: { severity: string }[]
  }
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(gaps.map(({ message, location: { line } }) => `${String(line)}: ${message}`)).toEqual([
    '15: `GitRepository flux-system/shared` is not this repository; what `Kustomization flux-system/vendored` takes from it is unknown.',
    '15: `GitRepository flux-system/all` includes itself; what `Kustomization flux-system/circular` takes from it is unknown.',
  ])
})

test('a field that Flux drops at the path of a Kustomization stops nothing; deeper it does', async () => {
  const root = fleet(kustomization('apps', './apps') + kustomization('tools', './tools'), {
    'apps/kustomization.yaml': 'resource: [gone.yaml]\nresources: [web.yaml]\n',
    'apps/web.yaml': configMap('web'),
    'tools/kustomization.yaml': 'resources: [base]\n',
    'tools/base/kustomization.yaml': 'resource: [gone.yaml]\nresources: [tool.yaml]\n',
    'tools/base/tool.yaml': configMap('tool'),
  })
  const render = (name: string): ReturnType<typeof runMain> =>
    runMain(root, 'render', '--cluster', 'dev', '--kustomization', `flux-system/${name}`)
  const apps = await render('apps')
  expect(configMaps(apps.stdout)).toEqual(['apps: web'])
  expect(apps).toMatchObject({
    code: 0,
    stderr: 'apps/kustomization.yaml:1:1 `resource` is no field of a kustomization.\n',
  })
  expect(await render('tools')).toMatchObject({ code: 1, stdout: '' })
})

test('a Kustomization that does not build is left out and told, as Flux goes on with the others', async () => {
  const tree = fleet(kustomization('good', './good') + kustomization('bad', './bad'), {
    'good/a.yaml': configMap('a'),
    'bad/kustomization.yaml': 'resources: [missing.yaml, b.yaml]\n',
    'bad/b.yaml': configMap('b'),
  })
  const { code, stdout, stderr } = await runMain(tree, 'render', '--cluster', 'dev')
  expect(configMaps(stdout)).toEqual(['good: a'])
  expect(stderr).toBe(
    'bad/kustomization.yaml:1:13 `missing.yaml` does not exist.\n' +
      'clusters/dev › Kustomization flux-system/bad does not build; what it would apply is left out.\n',
  )
  expect(code).toBe(1)
})

test('what is not in a remote base is printed, and the base is told', async () => {
  const tree = fleet(kustomization('apps', './apps'), {
    'apps/kustomization.yaml': 'resources:\n  - https://example.com/base?ref=main\n  - a.yaml\n',
    'apps/a.yaml': configMap('a'),
  })
  const { code, stdout, stderr } = await runMain(tree, 'render', '--cluster', 'dev')
  expect(configMaps(stdout)).toEqual(['apps: a'])
  expect(stderr).toMatch(/^apps\/kustomization\.yaml:2:5 .*\n$/)
  expect(code).toBe(2)
})
