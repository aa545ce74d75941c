import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { git } from '../../../../test/git.ts'
import { longHistory, message, repository, snapshot, textIn } from '../../../../test/git-history.ts'
import { temporaryTree } from '../../../../test/temporary-tree.ts'

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
