import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { git } from '../../../test/git.ts'
import { temporaryTree, writeIn } from '../../../test/temporary-tree.ts'
import { repoPath } from '../../model/location.ts'
import { openRepository } from '../repository.ts'

/** What Git itself lists: tracked files that are there, and untracked ones that are not ignored. */
function gitFiles(directory: string): string[] {
  const listed = git(directory, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
  return [...new Set(listed.split('\0'))].filter(path => path !== '' && !path.endsWith('/')).sort()
}

const MANY_RULES = `
# comment
*.log
!keep.log
/top-only
build/
docs/*.txt
a/**/z
**/deep/secret
x/**
!x/y
trailing\\ 
spaced   
\\#hash
\\!bang
[ab]c.md
[!ab]d.md
[[:digit:]]e.md
q?.md
**.bak
no[end
foo\\
p/lit**/z
[a/b]/**/w
`

const MANY_FILES = [
  'a.log',
  'keep.log',
  'sub/keep.log',
  'top-only',
  'sub/top-only',
  'build/out.yaml',
  'sub/build/out.yaml',
  'sub/build2',
  'docs/a.txt',
  'docs/sub/a.txt',
  'sub/docs/a.txt',
  'a/z',
  'a/b/z',
  'a/b/c/z',
  'a/b/c/y',
  'deep/secret',
  'p/deep/secret',
  'p/deep/secret2',
  'x/y',
  'x/w/v',
  'trailing ',
  'spaced',
  '#hash',
  '!bang',
  'ac.md',
  'cc.md',
  'ad.md',
  'cd.md',
  '1e.md',
  'xe.md',
  'qx.md',
  'q.md',
  'p/n.bak',
  'no[end',
  'foo',
  'foo\\',
  'umlaut-ä.yaml',
  'new\nline.yaml',
  'p/lit/z',
  'p/litz',
  'p/lit/y/z',
  'p/lix/z',
  'b/y/w',
  'b/w',
]

describe('the view of Git', () => {
  test('equals what Git lists, for every form of pattern', () => {
    const root = temporaryTree({
      '.gitignore': MANY_RULES,
      'sub/.gitignore': '!top-only\n*.yaml\n!/build/\n',
    })
    for (const path of MANY_FILES) writeIn(root, path, path)
    git(root, 'init', '-q')
    writeIn(root, '.git/info/exclude', '*.log\nsub/docs\n')
    expect(openRepository(root, 'git').files()).toEqual(gitFiles(root))
  })

  test.each([2, 3, 4])('sees ignored files that an index of version %i lists', version => {
    const root = temporaryTree({ '.gitignore': 'out/\n*.tmp\n', 'a.yaml': '', 'b.tmp': '', 'c.tmp': '' })
    for (let number = 0; number < 40; number++) writeIn(root, `out/deep/${'n'.repeat(number)}.yaml`, '')
    writeIn(root, 'out/other.yaml', '')
    git(root, 'init', '-q')
    git(root, 'add', '-f', 'b.tmp', 'out/deep', 'a.yaml')
    if (version === 3) git(root, 'update-index', '--skip-worktree', 'b.tmp')
    git(root, 'update-index', '--index-version', String(version))
    const repository = openRepository(root, 'git')
    expect(repository.files()).toEqual(gitFiles(root))
    expect(repository.kindOf(repoPath('b.tmp'))).toBe('file')
    expect(repository.kindOf(repoPath('c.tmp'))).toBeUndefined()
    expect(repository.kindOf(repoPath('out/other.yaml'))).toBeUndefined()
    expect(repository.list(repoPath('out'))).toEqual(['deep'])
  })

  test('sees ignored files that a split index lists', () => {
    const root = temporaryTree({ '.gitignore': '*.tmp\n', 'a.tmp': '', 'b.tmp': '', 'c.tmp': '' })
    git(root, 'init', '-q')
    git(root, 'add', '-f', 'a.tmp')
    git(root, 'update-index', '--split-index')
    git(root, 'add', '-f', 'b.tmp')
    expect(openRepository(root, 'git').files()).toEqual(gitFiles(root))
  })

  test('sees ignored files that a repository with SHA-256 tracks', () => {
    const root = temporaryTree({ '.gitignore': '*.tmp\n', 'a.tmp': '', 'b.tmp': '' })
    git(root, 'init', '-q', '--object-format=sha256')
    git(root, 'add', '-f', 'a.tmp')
    expect(openRepository(root, 'git').files()).toEqual(['.gitignore', 'a.tmp'])
  })

  test('reads the index and the exclude file of a linked work tree', () => {
    const main = temporaryTree({ '.gitignore': '*.tmp\n', 'a.tmp': '', 'b.yaml': '' })
    git(main, 'init', '-q')
    git(main, 'add', '-f', '.')
    git(main, 'commit', '-q', '-m', 'one')
    const linked = join(temporaryTree({}), 'linked')
    git(main, 'worktree', 'add', '-q', linked)
    writeIn(main, '.git/info/exclude', 'scratch\n')
    writeIn(linked, 'c.tmp', '')
    writeIn(linked, 'scratch', '')
    expect(openRepository(linked, 'git').files()).toEqual(gitFiles(linked))
    expect(openRepository(linked, 'git').files()).toEqual(['.gitignore', 'a.tmp', 'b.yaml'])
  })

  test('holds nothing of a submodule or of another repository inside', () => {
    const module = temporaryTree({ 'inside.yaml': '' })
    git(module, 'init', '-q')
    git(module, 'add', '.')
    git(module, 'commit', '-q', '-m', 'one')
    const root = temporaryTree({ 'a.yaml': '', 'other/b.yaml': '', 'empty/.git/x': '', 'empty/c.yaml': '' })
    git(root, 'init', '-q')
    git(root, 'submodule', 'add', '-q', module, 'module')
    git(join(root, 'other'), 'init', '-q')
    const repository = openRepository(root, 'git')
    expect(repository.files()).toEqual(['.gitmodules', 'a.yaml', 'empty/c.yaml'])
    expect(repository.list(repoPath(''))).toEqual(['.gitmodules', 'a.yaml', 'empty', 'module', 'other'])
    expect(repository.list(repoPath('module'))).toEqual([])
    expect(openRepository(join(root, 'module'), 'git').files()).toEqual(['inside.yaml'])
  })

  test('applies the ignore files above a root that is a part of a work tree', () => {
    const root = temporaryTree({
      '.gitignore': '*.log\n/fleets/one/skip.yaml\n',
      'fleets/.gitignore': 'build\n',
      'fleets/one/a.yaml': '',
      'fleets/one/b.log': '',
      'fleets/one/c.log': '',
      'fleets/one/skip.yaml': '',
      'fleets/one/build/x.yaml': '',
    })
    git(root, 'init', '-q')
    git(root, 'add', '-f', 'fleets/one/c.log')
    expect(openRepository(join(root, 'fleets/one'), 'git').files()).toEqual(['a.yaml', 'c.log'])
  })

  test('leaves a work tree alone that ignores the root', () => {
    const root = temporaryTree({
      '.gitignore': 'cache/\n*.yaml\n',
      'cache/fleet/a.yaml': '',
      'cache/fleet/b.log': '',
    })
    writeIn(root, 'cache/fleet/.gitignore', '*.log\n')
    git(root, 'init', '-q')
    expect(openRepository(join(root, 'cache/fleet'), 'git').files()).toEqual(['.gitignore', 'a.yaml'])
  })

  test('applies ignore files where there is no Git', () => {
    const root = temporaryTree({
      '.gitignore': 'out/\n',
      'out/a.yaml': '',
      'b.yaml': '',
      '.hidden/c.yaml': '',
    })
    expect(openRepository(root, 'git').files()).toEqual(['.gitignore', '.hidden/c.yaml', 'b.yaml'])
  })

  test('is not stopped by a pattern with many stars', () => {
    const root = temporaryTree({ '.gitignore': `${'*a'.repeat(60)}b\n`, ['a'.repeat(250)]: '' })
    expect(openRepository(root, 'git').files()).toHaveLength(2)
  })

  test('does not read an index that is cut off as more than it holds', () => {
    const root = temporaryTree({
      '.gitignore': '*.tmp\n',
      'a.tmp': '',
      '.git/HEAD': '',
      '.git/index': 'DIRC\0\0\0\u0002\0\0\0\u0009',
    })
    expect(openRepository(root, 'git').files()).toEqual(['.gitignore'])
  })
})
