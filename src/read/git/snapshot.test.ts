import { appendFileSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { git } from '../../../test/git.ts'
import { temporaryTree, writeIn } from '../../../test/temporary-tree.ts'
import type { Snapshot } from '../../model/host.ts'
import { repoPath } from '../../model/location.ts'
import { openRepository } from '../repository.ts'
import { openSnapshot } from './snapshot.ts'

function snapshot(root: string, revision: string): Snapshot {
  return openSnapshot({ root, revision, workTree: openRepository(root, 'git'), shownAs: 'fleet' })
}

function repository(
  files: Readonly<Record<string, string>> = { 'a.yaml': 'a: 1\n' },
  ...init: string[]
): string {
  const root = temporaryTree(files)
  git(root, 'init', '-q', '-b', 'main', ...init)
  commit(root, 'first')
  return root
}

function commit(root: string, message: string): string {
  git(root, 'add', '-A')
  git(root, 'commit', '-q', '--allow-empty', '-m', message)
  return git(root, 'rev-parse', 'HEAD').trim()
}

function contentOf({ repository: tree }: Snapshot): Record<string, string> {
  return Object.fromEntries(tree.files().map(path => [path, textIn(tree, path)]))
}

function textIn(tree: Snapshot['repository'], path: string): string {
  const found = tree.read(repoPath(path))
  return found.kind === 'bytes' ? Buffer.from(found.bytes).toString('utf8') : found.kind
}

/** What Git itself finds in a commit. */
function gitContentOf(root: string, revision: string): Record<string, string> {
  const names = git(root, 'ls-tree', '-r', '-z', '--name-only', revision)
    .split('\0')
    .filter(name => name !== '')
  return Object.fromEntries(names.sort().map(name => [name, git(root, 'show', `${revision}:${name}`)]))
}

/** A history with branches, merges, tags and a file that every commit changes a little. */
function longHistory(...init: string[]): string {
  const root = repository({ 'a.yaml': 'a: 1\n', 'deep/er/b.yaml': numbered(400) }, ...init)
  for (let step = 0; step < 12; step++) {
    writeIn(root, 'deep/er/b.yaml', numbered(400 + step).replace(`line ${String(step * 7)}\n`, 'changed\n'))
    writeIn(root, `files/${String(step)}.txt`, `${String(step)}\n`)
    commit(root, `step ${String(step)}`)
  }
  git(root, 'tag', 'v1', 'HEAD~6')
  git(root, 'tag', '-a', 'v1-annotated', '-m', 'one', 'HEAD~5')
  git(root, 'checkout', '-q', '-b', 'feature/one', 'HEAD~4')
  writeIn(root, 'feature.yaml', 'feature: 1\n')
  commit(root, 'feature')
  git(root, 'checkout', '-q', 'main')
  git(root, 'merge', '-q', '--no-ff', '-m', 'merge', 'feature/one')
  git(root, 'checkout', '-q', '-b', 'topic', 'main~2')
  writeIn(root, 'topic.yaml', 'topic: 1\n')
  commit(root, 'topic')
  return root
}

function numbered(lines: number): string {
  return Array.from({ length: lines }, (_, line) => `line ${String(line)}\n`).join('')
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
      expect(contentOf(found)).toEqual(gitContentOf(root, revision))
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

function message(root: string, revision: string): string {
  try {
    return snapshot(root, revision).commit
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('a revision that leads nowhere is told with what to do', () => {
  test.each([
    ['mian', 'There is no branch, tag or commit `mian`. Did you mean `main`?'],
    [
      'release',
      'There is no branch, tag or commit `release`. If it is on the remote, run `git fetch origin release` first and compare with `FETCH_HEAD`.',
    ],
    ['HEAD~9', /^`HEAD~9` leads to no commit: `[0-9a-f]{12}` has no parent 1\.$/],
    ['main^2', /^`main\^2` leads to no commit: `[0-9a-f]{12}` has no parent 2\.$/],
    ['0123456789012345678901234567890123456789', /^There is no branch, tag or commit|is not in this clone/],
    ['../../etc/passwd', /^There is no branch, tag or commit|is not understood/],
    ['main..topic', /^`main\.\.topic` is not understood\. REF is a branch, a tag, a commit/],
    ['main@{1}', /is not understood/],
    ['main:a.yaml', /is not understood/],
    ['', /is not understood/],
    ['--exec=touch x', /^There is no branch/],
  ])('%s', (revision, expected) => {
    expect(message(repository(), revision)).toMatch(expected)
  })

  test('without a work tree', () => {
    expect(message(temporaryTree({ 'a.yaml': 'a: 1\n' }), 'HEAD')).toBe(
      '`fleet` is not in a Git work tree: there is nothing to compare it with.',
    )
  })

  test('without a commit', () => {
    const root = temporaryTree({ 'a.yaml': 'a: 1\n' })
    git(root, 'init', '-q')
    expect(message(root, 'HEAD')).toBe('There is no commit yet.')
  })

  test('in a shallow clone', () => {
    const root = longHistory()
    const clone = join(temporaryTree(), 'clone')
    git(root, 'clone', '-q', '--depth=1', '--branch=topic', `file://${root}`, clone)
    const shallow =
      'this clone is shallow. Run `git fetch --unshallow`; for `actions/checkout`, set `fetch-depth: 0`.'
    expect(message(clone, 'main')).toBe(
      `There is no branch, tag or commit \`main\`. It may be missing because ${shallow}`,
    )
    expect(message(clone, 'HEAD~1')).toBe(`\`HEAD~1\` is not here: ${shallow}`)
    git(clone, 'fetch', '-q', '--depth=1', 'origin', 'main')
    expect(message(clone, 'FETCH_HEAD')).toBe(git(root, 'rev-parse', 'main').trim())
    expect(message(clone, 'FETCH_HEAD...')).toBe(`No common commit of \`FETCH_HEAD...\` is here: ${shallow}`)
  })

  test('where the branch is known by the name of the remote only', () => {
    const root = longHistory()
    const clone = join(temporaryTree(), 'clone')
    git(root, 'clone', '-q', '--branch=topic', root, clone)
    expect(message(clone, 'main')).toBe(
      'There is no branch, tag or commit `main`. Did you mean `origin/main`?',
    )
  })

  test('in a clone without the file that it needs', () => {
    const root = longHistory()
    git(root, 'config', 'uploadpack.allowFilter', 'true')
    const clone = join(temporaryTree(), 'clone')
    git(root, 'clone', '-q', '--filter=blob:none', `file://${root}`, clone)
    const found = snapshot(clone, 'HEAD~3')
    expect(textIn(found.repository, 'a.yaml')).toBe('a: 1\n')
    expect(() => textIn(found.repository, 'deep/er/b.yaml')).toThrow(
      'What `deep/er/b.yaml` was in that commit is not in this clone, which is partial or damaged.',
    )
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
  for (let at = 12; at < whole.length; at += 97) {
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
