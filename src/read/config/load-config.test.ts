import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { temporaryTree } from '../../../test/temporary-tree.ts'
import { repoPath } from '../../model/location.ts'
import { UsageError } from '../../model/usage-error.ts'
import { openRepository } from '../repository.ts'
import type { Config } from './config.ts'
import { PACKAGE_ROOT } from '../package-root.ts'
import { loadConfig } from './load-config.ts'

const HEAD = 'apiVersion: fleetlint.dev/v1alpha1\nkind: Config\n'
const RULES = ['flux/dangling-source', 'graph/dependency-cycle', 'kustomize/orphan-manifest']
const ruleIds = (): Promise<Iterable<string>> => Promise.resolve(RULES)

function load(text: string, files: Readonly<Record<string, string>> = {}): Promise<Config> {
  const root = temporaryTree({ 'fleetlint.yaml': text, ...files })
  return loadConfig(openRepository(root, 'git'), { ruleIds })
}

/** The lines of the mistake that a text is refused with. */
async function mistakesOf(text: string): Promise<readonly string[]> {
  const error = await load(text).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(UsageError)
  return error instanceof UsageError ? error.message.split('\n') : []
}

describe('a repository without a configuration', () => {
  const repository = openRepository(temporaryTree({ 'a.yaml': '' }), 'git')

  test('has the defaults', async () => {
    const config = await loadConfig(repository, { ruleIds })
    expect(config.output.failOn).toBe('error')
    expect(config.output.isIgnored(repoPath('a.yaml'))).toBe(false)
    expect(config.render).toEqual({ clusters: [], sources: new Map(), fluxVersion: undefined })
    expect(config.rules.size).toBe(0)
  })

  test('says so where one was named', async () => {
    const named = loadConfig(repository, { path: repoPath('other.yaml'), ruleIds })
    await expect(named).rejects.toThrow(new UsageError('The configuration `other.yaml` does not exist.'))
  })
})

test('a configuration is read field by field', async () => {
  const config = await load(
    `${HEAD}failOn: warning
rules:
  kustomize/orphan-manifest: off
  graph/dependency-cycle: info
ignore: ['/examples/', '!/examples/good/', '*.tmpl.yaml', '!keep.tmpl.yaml']
clusters:
  - { name: prod, path: ./clusters/prod/ }
  - path: clusters/dev
flux: { version: v2.9.4 }
sources:
  OCIRepository/flux-system/apps: ./apps
`,
    { 'clusters/prod/a.yaml': '', 'clusters/dev/a.yaml': '', 'apps/a.yaml': '' },
  )
  expect(config.rules).toEqual(
    new Map([
      ['kustomize/orphan-manifest', 'off'],
      ['graph/dependency-cycle', 'info'],
    ]),
  )
  expect(config.render).toEqual({
    clusters: [
      { name: 'prod', path: 'clusters/prod' },
      { name: undefined, path: 'clusters/dev' },
    ],
    sources: new Map([['OCIRepository/flux-system/apps', 'apps']]),
    fluxVersion: '2.9.4',
  })
  expect(config.output.failOn).toBe('warning')
  const ignored = [
    'examples/a.yaml',
    'examples/good/a.yaml',
    'x/a.tmpl.yaml',
    'x/keep.tmpl.yaml',
    'x/examples/a',
  ]
  expect(ignored.filter(path => config.output.isIgnored(repoPath(path)))).toEqual([
    'examples/a.yaml',
    // As with Git, nothing comes back from below an ignored directory.
    'examples/good/a.yaml',
    'x/a.tmpl.yaml',
  ])
})

test('paths count from the directory of the configuration', async () => {
  const root = temporaryTree({
    'fleet/.lint.yaml': `${HEAD}clusters: [{ path: clusters/prod }]\nsources: { Bucket/a/b: ../apps }\n`,
    'fleet/clusters/prod/a.yaml': '',
    'apps/a.yaml': '',
  })
  const config = await loadConfig(openRepository(root, 'git'), {
    path: repoPath('fleet/.lint.yaml'),
    ruleIds,
  })
  expect(config.render.clusters[0]?.path).toBe('fleet/clusters/prod')
  expect(config.render.sources.get('Bucket/a/b')).toBe('apps')
})

test('every mistake is told at its line, with what was probably meant', async () => {
  const text = `${HEAD}rulez: {}
failOn: warnin
rules:
  flux/dangling-sources: error
  graph/dependency-cycle: of
  dangling: error
flux:
  version: 2.9
clusters:
  - nam: prod
  - clusters/dev
sources:
  HelmRepository/a/b: charts
ignore: x
`
  expect(await mistakesOf(text)).toEqual([
    'fleetlint.yaml:3:1: `rulez` is not a field of the configuration. Did you mean `rules`?',
    'fleetlint.yaml:4:9: `failOn` is `warnin`, which is not one of `error`, `warning`, `info`. Did you mean `warning`?',
    'fleetlint.yaml:7:27: `rules.graph/dependency-cycle` is `of`, which is not one of `off`, `info`, `warning`, `error`. Did you mean `off`?',
    'fleetlint.yaml:8:3: `dangling` in `rules` is not of the form `^[^/]+/[^/]+$`.',
    'fleetlint.yaml:10:12: `flux.version` is the number `2.9` where text is expected. Put it in quotes.',
    'fleetlint.yaml:12:5: `clusters.0` has no `path`.',
    'fleetlint.yaml:12:5: `nam` is not a field of `clusters.0`. Did you mean `name`?',
    'fleetlint.yaml:13:5: `clusters.1` is text where a map is expected.',
    'fleetlint.yaml:15:3: `HelmRepository/a/b` in `sources` is not of the form `^(GitRepository|OCIRepository|Bucket|ExternalArtifact)/[^/]+/[^/]+$`.',
    'fleetlint.yaml:16:9: `ignore` is text where a list is expected.',
  ])
})

test('rules and directories that do not exist are told once the shape is right', async () => {
  const text = `${HEAD}rules:
  flux/dangling-sources: error
  else/where: off
clusters: [{ path: clusters/prod }, { path: ../other }]
sources: { GitRepository/a/b: fleetlint.yaml }
`
  expect(await mistakesOf(text)).toEqual([
    'fleetlint.yaml:4:3: There is no rule `flux/dangling-sources`. Did you mean `flux/dangling-source`?',
    'fleetlint.yaml:5:3: There is no rule `else/where`.',
    'fleetlint.yaml:6:20: `clusters/prod` is not a directory of this repository.',
    'fleetlint.yaml:6:45: `../other` leads out of the repository.',
    'fleetlint.yaml:7:31: `fleetlint.yaml` is not a directory of this repository.',
  ])
})

test.each([
  ['', 'fleetlint.yaml:1:1: The configuration is empty.'],
  ['# nothing\n', 'fleetlint.yaml:1:1: The configuration is empty.'],
  ['- a\n', 'fleetlint.yaml:1:1: The configuration is a list where a map is expected.'],
  [`${HEAD}---\n${HEAD}`, 'fleetlint.yaml:4:1: The configuration has a second document.'],
  ['kind: Config\n', 'fleetlint.yaml:1:1: The configuration has no `apiVersion`.'],
  [
    'apiVersion: fleetlint.dev/v1\nkind: Config\n',
    'fleetlint.yaml:1:13: `apiVersion` is `fleetlint.dev/v1`, which is not `fleetlint.dev/v1alpha1`.',
  ],
  [`${HEAD}__proto__: {}\n`, 'fleetlint.yaml:3:1: `__proto__` is not a field of the configuration.'],
])('`%s` is refused', async (text, message) => {
  const [first] = await mistakesOf(text)
  expect(first?.startsWith(message)).toBe(true)
})

test('a syntax error is told with its place', async () => {
  const [first] = await mistakesOf(`${HEAD}rules: [\n`)
  expect(first).toMatch(/^fleetlint\.yaml:\d+:\d+: .+\.$/)
})

test('the schemas are packed, and lie below the directory of the manifest', () => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', PACKAGE_ROOT), 'utf8'))
  expect(manifest).toMatchObject({ files: expect.arrayContaining(['dist/bundle', 'schemas']) as unknown })
  expect(PACKAGE_ROOT.href).toBe(new URL('../../../', import.meta.url).href)
})
