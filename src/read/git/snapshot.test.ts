import { appendFileSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { git } from '../../../test/git.ts'
import { commit, longHistory, message, repository, snapshot, textIn } from '../../../test/git-history.ts'
import { temporaryTree, writeIn } from '../../../test/temporary-tree.ts'
import type { Snapshot } from '../../model/host.ts'
import { repoPath } from '../../model/location.ts'
import { openRepository } from '../repository.ts'

function contentOf({ repository: tree }: Snapshot): Record<string, string> {
  return Object.fromEntries(tree.files().map(path => [path, textIn(tree, path)]))
}

/** What Git itself finds in a commit. */
function gitContentOf(root: string, revision: string): Record<string, string> {
  const names = git(root, 'ls-tree', '-r', '-z', '--name-only', revision)
    .split('\0')
    .filter(name => name !== '')
  return Object.fromEntries(names.sort().map(name => [name, git(root, 'show', `${revision}:${name}`)]))
}

const REVISIONS = [
  'HEAD',
  '@',
  'main',
  'heads/main',
  'refs/heads/main',
  'feature/one',
  'v1',
  'v1-annotated',
  'v1-annotated^{}',
  'v1-annotated^{commit}',
  'main^',
  'main^2',
  'main~3',
  'main^2~1',
  'main^0',
  'HEAD~2^',
]

describe.each([
  ['loose objects', (): string => longHistory()],
  [
    'packs with deltas and packed refs',
    (): string => {
      const root = longHistory()
      git(root, 'gc', '-q', '--aggressive', '--prune=now')
      return root
    },
  ],
  [
    'deltas that name their base by id',
    (): string => {
      const root = longHistory()
      git(root, '-c', 'repack.useDeltaBaseOffset=false', 'repack', '-q', '-a', '-d', '-f')
      return root
    },
  ],
  ['SHA-256', (): string => longHistory('--object-format=sha256')],
])('with %s', (_, make) => {
  test('every revision is what Git takes it for, and holds what Git finds in it', () => {
    const root = make()
    for (const revision of REVISIONS) {
      const found = snapshot(root, revision)
      expect(`${revision} ${found.commit}`).toBe(
        `${revision} ${git(root, 'rev-parse', `${revision}^{commit}`).trim()}`,
      )
    }
    for (const revision of ['main', 'main~3', 'feature/one']) {
      expect(contentOf(snapshot(root, revision))).toEqual(gitContentOf(root, revision))
    }
    const id = git(root, 'rev-parse', 'main').trim()
    expect(snapshot(root, id.slice(0, 9)).commit).toBe(id)
    expect(snapshot(root, 'main...').commit).toBe(git(root, 'merge-base', 'main', 'HEAD').trim())
    expect(snapshot(root, 'main...feature/one').commit).toBe(
      git(root, 'merge-base', 'main', 'feature/one').trim(),
    )
  })
})

describe('the files of a commit', () => {
  test('stay what they were when the work tree changes', () => {
    const root = repository({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' })
    writeIn(root, 'a.yaml', 'a: 2\n')
    rmSync(join(root, 'b.yaml'))
    writeIn(root, 'c.yaml', 'c: 1\n')
    const found = snapshot(root, 'HEAD')
    expect(contentOf(found)).toEqual({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' })
    expect(['a.yaml', 'b.yaml', 'c.yaml'].map(path => found.isUnchanged(repoPath(path)))).toEqual([
      false,
      false,
      false,
    ])
    expect(snapshot(repository(), 'HEAD').isUnchanged(repoPath('a.yaml'))).toBe(true)
  })

  test('of a directory are those below it, and none where the commit has no such directory', () => {
    const root = repository({ 'fleet/apps/a.yaml': 'a: 1\n', 'other.yaml': 'o: 1\n' })
    writeIn(root, 'new/n.yaml', 'n: 1\n')
    expect(contentOf(snapshot(join(root, 'fleet'), 'HEAD'))).toEqual({ 'apps/a.yaml': 'a: 1\n' })
    expect(contentOf(snapshot(join(root, 'new'), 'HEAD'))).toEqual({})
  })

  test('are reached through symlinks that stay inside, and through no other', () => {
    const root = temporaryTree({ 'apps/a.yaml': 'a: 1\n' })
    symlinkSync('apps', join(root, 'alias'))
    symlinkSync('../outside.yaml', join(root, 'out.yaml'))
    symlinkSync('circle.yaml', join(root, 'circle.yaml'))
    git(root, 'init', '-q', '-b', 'main')
    commit(root, 'links')
    for (const name of ['alias', 'out.yaml', 'circle.yaml']) rmSync(join(root, name))
    const { repository: tree } = snapshot(root, 'HEAD')
    expect(tree.files()).toEqual(['apps/a.yaml'])
    expect(textIn(tree, 'alias/a.yaml')).toBe('a: 1\n')
    expect(tree.realPath?.(repoPath('alias/a.yaml'))).toBe('apps/a.yaml')
    expect(['out.yaml', 'circle.yaml'].map(path => tree.kindOf(repoPath(path)))).toEqual([
      undefined,
      undefined,
    ])
    expect(tree.list(repoPath(''))).toEqual(['alias', 'apps'])
  })

  test('of a submodule are not there', () => {
    const inner = repository({ 'inner.yaml': 'i: 1\n' })
    const root = repository()
    git(root, 'submodule', 'add', '-q', inner, 'vendor')
    commit(root, 'submodule')
    const { repository: tree } = snapshot(root, 'HEAD')
    expect(tree.files()).toEqual(['.gitmodules', 'a.yaml'])
    expect([tree.kindOf(repoPath('vendor')), tree.list(repoPath('vendor'))]).toEqual(['directory', []])
  })

  test('are found from a linked work tree, with its own HEAD', () => {
    const root = repository()
    const linked = join(temporaryTree(), 'linked')
    git(root, 'worktree', 'add', '-q', '-b', 'side', linked)
    writeIn(linked, 'a.yaml', 'a: side\n')
    commit(linked, 'side')
    expect(contentOf(snapshot(linked, 'HEAD'))).toEqual({ 'a.yaml': 'a: side\n' })
    expect(contentOf(snapshot(linked, 'main'))).toEqual({ 'a.yaml': 'a: 1\n' })
    expect(contentOf(snapshot(root, 'side'))).toEqual({ 'a.yaml': 'a: side\n' })
  })

  test('are found in a clone that borrows its objects', () => {
    const root = repository()
    const clone = join(temporaryTree(), 'clone')
    git(root, 'clone', '-q', '--shared', root, clone)
    writeIn(clone, 'a.yaml', 'a: 2\n')
    expect(contentOf(snapshot(clone, 'origin/main'))).toEqual({ 'a.yaml': 'a: 1\n' })
    expect(snapshot(clone, 'origin').commit).toBe(snapshot(root, 'main').commit)
  })

  test('run nothing that the repository names', () => {
    const root = repository({ '.gitattributes': '* filter=evil diff=evil\n', 'a.yaml': 'a: 1\n' })
    const mark = join(root, 'ran')
    for (const key of ['core.fsmonitor', 'filter.evil.smudge', 'diff.evil.textconv', 'core.sshCommand']) {
      git(root, 'config', key, `touch ${mark}`)
    }
    writeIn(root, 'a.yaml', 'a: 2\n')
    expect(textIn(snapshot(root, 'HEAD').repository, 'a.yaml')).toBe('a: 1\n')
    expect(openRepository(root, 'disk').kindOf(repoPath('ran'))).toBeUndefined()
  })
})

test('a damaged store gives a message and neither a crash nor another content', () => {
  const root = longHistory()
  git(root, 'gc', '-q', '--prune=now')
  const [pack = ''] = openRepository(join(root, '.git/objects/pack'), 'disk')
    .files()
    .filter(path => path.endsWith('.pack'))
  const file = join(root, '.git/objects/pack', pack)
  const whole = readFileSync(file)
  git(root, 'config', 'gc.auto', '0')
  for (let at = 12; at < whole.length; at += 211) {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    rmSync(file, { force: true })
    writeFileSync(file, bytes)
    expect(message(root, 'main~3')).toMatch(/^[0-9a-f]{40}$|cannot be read|not in this clone|no parent/)
  }
  rmSync(file)
  writeFileSync(file, whole.subarray(0, 40))
  expect(message(root, 'main')).toMatch(/cannot be read/)
  truncateSync(file, 0)
  appendFileSync(file, 'PACK')
  expect(message(root, 'main')).toMatch(/cannot be read/)
})
