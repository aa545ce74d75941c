import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { change, commit, committed, configMap, diffOf, edited, FLEET, kustomization } from './diff-fleet.ts'
import { git } from './git.ts'
import { runMain } from './run-main.ts'
import { temporaryTree } from './temporary-tree.ts'

test('a component that changes many objects is printed once', async () => {
  const files = {
    'clusters/prod/other.yaml': kustomization('other', './other'),
    'infra/kustomization.yaml': 'components: [../component]\nnamePrefix: a-\n',
    'other/kustomization.yaml': 'components: [../component]\nnamePrefix: b-\n',
    'component/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [c.yaml]\n',
    'component/c.yaml': configMap('c', '  text: |\n    one\n    two\n'),
  }
  const { stdout } = await diffOf(files, {
    'component/c.yaml': files['component/c.yaml'].replace('two', '2'),
  })
  expect(stdout).toContain('-     two\n      +     2  ← component/c.yaml:9')
  expect(stdout).toContain('~ ConfigMap apps/b-c  as ConfigMap apps/a-c\n')
})

describe('clusters', () => {
  test('that are gone leave all of it where it is', async () => {
    const { stdout } = await diffOf(
      {},
      { 'clusters/dev/apps.yaml': '', 'clusters/dev/flux-system/gotk-sync.yaml': '' },
    )
    expect(stdout).toContain('clusters/dev (the cluster is gone from the repository)')
    expect(stdout).toContain('The path of its cluster is gone; its Flux stops there and deletes')
    expect(stdout).not.toContain('deleted from the cluster')
  })

  test('that are new are told as new, and `--cluster` leaves the others out', async () => {
    const added = {
      'clusters/new/flux-system/gotk-sync.yaml': kustomization('flux-system', './clusters/new'),
      'clusters/new/apps.yaml': kustomization('apps', './apps/dev'),
      ...edited('apps/base/web.yaml', 'nginx:1.27', 'nginx:1.28'),
    }
    const all = await diffOf({}, added)
    expect(all.stdout).toContain('clusters/new (new cluster)')
    const one = await diffOf({}, added, '--cluster', 'prod')
    expect(one.stdout).toContain('1 of 1 cluster changes')
    expect(one.stdout).not.toContain('clusters/new')
  })
})

describe('the command line', () => {
  test.each([
    [[], '`diff` takes a REF to compare with: a branch, a tag, a commit, or `main...`.'],
    [['mian'], 'There is no branch, tag or commit `mian`. Did you mean `main`?'],
    [['HEAD', '.', 'x'], '`diff` takes one REF and one PATH.'],
    [['HEAD', '--format', 'jsn'], 'There is no format `jsn`. Did you mean `json`?'],
    [['HEAD', '--cluster', 'prd'], 'There is no cluster `prd`. Did you mean `prod`?'],
    [['HEAD', 'missing'], '`missing` cannot be read: it does not exist.'],
  ])('%j', async (args, message) => {
    const { stderr, code, stdout } = await runMain(committed(), 'diff', ...args)
    expect({ stderr, code, stdout }).toEqual({ stderr: `fleetlint: ${message}\n`, code: 2, stdout: '' })
  })

  test('a directory without Git says so', async () => {
    const { stderr, code } = await runMain(temporaryTree({ ...FLEET }), 'diff', 'HEAD', '.')
    expect({ stderr, code }).toEqual({
      stderr: 'fleetlint: `.` is not in a Git work tree: there is nothing to compare it with.\n',
      code: 2,
    })
  })

  test('a fleet in a directory of a repository is compared with that directory, uncommitted files and all', async () => {
    const root = temporaryTree(
      Object.fromEntries(Object.entries(FLEET).map(([path, text]) => [`fleet/${path}`, text])),
    )
    git(root, 'init', '-q', '-b', 'main')
    commit(root)
    change(root, { 'fleet/infra/new.yaml': configMap('new', '  a: "1"\n'), 'fleet/apps/base/web.yaml': '' })
    change(root, { 'fleet/apps/base/web.yaml': (FLEET['apps/base/web.yaml'] ?? '').replace('1.27', '1.28') })
    const { stdout } = await runMain(root, 'diff', 'HEAD', 'fleet')
    expect(stdout).toContain('+ ConfigMap apps/new  7 lines  infra/new.yaml:4')
    expect(stdout).toContain('← apps/base/web.yaml:12')
  })

  test('`main...` leaves out what has happened on main since', async () => {
    const root = committed()
    git(root, 'checkout', '-q', '-b', 'topic')
    change(root, edited('infra/settings.yaml', 'north', 'south'))
    commit(root)
    git(root, 'checkout', '-q', 'main')
    change(root, edited('apps/base/web.yaml', '1.27', '1.28'))
    commit(root)
    git(root, 'checkout', '-q', 'topic')
    const [since, base] = [await runMain(root, 'diff', 'main'), await runMain(root, 'diff', 'main...')]
    expect(since.stdout).toContain('Deployment apps/web')
    expect(base.stdout).not.toContain('Deployment apps/web')
    expect(base.stdout).toContain('ConfigMap apps/settings')
  })

  test('the configuration of now holds for both sides, but for clusters that are gone from it', async () => {
    const config = (...names: string[]): string =>
      `apiVersion: fleetlint.dev/v1alpha1\nkind: Config\nclusters:\n${names.map(name => `  - path: clusters/${name}\n`).join('')}`
    const root = committed({ 'fleetlint.yaml': config('dev', 'prod') })
    for (const path of ['clusters/dev/apps.yaml', 'clusters/dev/flux-system/gotk-sync.yaml'])
      rmSync(join(root, path))
    change(root, { 'fleetlint.yaml': config('prod') })
    const { stdout } = await runMain(root, 'diff', 'HEAD')
    expect(stdout).toContain('clusters/dev (the cluster is gone from the repository)')
    expect(stdout).toContain('1 of 2 clusters changes')
  })

  test('exits as `git diff --exit-code` does where that is asked for', async () => {
    const outcome = await diffOf({}, edited('infra/settings.yaml', 'north', 'south'), '--exit-code')
    expect(outcome.code).toBe(1)
  })
})
