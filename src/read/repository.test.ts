import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryTree } from '../../test/temporary-tree.ts'
import { repoPath } from '../model/location.ts'
import type { Repository } from '../model/repository.ts'
import { UsageError } from '../model/usage-error.ts'
import { openRepository } from './repository.ts'

const textOf = (repository: Repository, path: string): string => {
  const read = repository.read(repoPath(path))
  return read.kind === 'bytes' ? Buffer.from(read.bytes).toString('utf8') : read.kind
}

const kindOf = (repository: Repository, path: string): string =>
  repository.kindOf(repoPath(path)) ?? 'missing'

describe('the view of the disk', () => {
  test('sees everything but `.git`', () => {
    const root = temporaryTree({
      '.gitignore': '*\n',
      'a.yaml': '',
      'sub/.git/HEAD': '',
      'sub/b.yaml': '',
      '.git/HEAD': '',
    })
    const repository = openRepository(root, 'disk')
    expect(repository.files()).toEqual(['.gitignore', 'a.yaml', 'sub/b.yaml'])
    expect(kindOf(repository, '.git')).toBe('missing')
    expect(kindOf(repository, 'sub/.git/HEAD')).toBe('missing')
  })
})

describe('symlinks', () => {
  const outside = temporaryTree({ 'secret.yaml': 'secret', 'sub/x.yaml': 'secret' })
  const root = temporaryTree({
    'real/a.yaml': 'text',
    'real/sub/b.yaml': 'deep',
    'ignored/c.yaml': '',
    '.gitignore': 'ignored',
  })
  const link = (path: string, target: string): void => {
    symlinkSync(target, join(root, path))
  }
  link('in', 'real')
  link('file', 'real/a.yaml')
  link('chain', 'in/sub')
  link('real/up', '..')
  link('absolute-in', join(root, 'real'))
  link('out', outside)
  link('out-file', join(outside, 'secret.yaml'))
  link('out-relative', '../'.repeat(20) + join(outside, 'secret.yaml').slice(1))
  link('out-chain', 'out/sub')
  link('out-and-in', `../${root.slice(root.lastIndexOf('/') + 1)}/real`)
  link('loop-a', 'loop-b')
  link('loop-b', 'loop-a')
  link('loop-below', 'loop-below/x')
  link('dangling', 'nowhere')
  link('to-ignored', 'ignored/c.yaml')
  link('device', '/dev/zero')
  const repository = openRepository(root, 'git')

  test('inside the root are followed', () => {
    expect(textOf(repository, 'in/a.yaml')).toBe('text')
    expect(textOf(repository, 'file')).toBe('text')
    expect(textOf(repository, 'chain/b.yaml')).toBe('deep')
    expect(textOf(repository, 'absolute-in/a.yaml')).toBe('text')
    expect(textOf(repository, 'real/up/in/up/file')).toBe('text')
    expect(kindOf(repository, 'in')).toBe('directory')
    expect(repository.realPath?.(repoPath('chain/b.yaml'))).toBe('real/sub/b.yaml')
    expect(repository.realPath?.(repoPath('real/a.yaml'))).toBe('real/a.yaml')
  })

  test.each([
    'out',
    'out/secret.yaml',
    'out-file',
    'out-relative',
    'out-chain',
    'out-chain/x.yaml',
    'out-and-in',
  ])('that lead out of the root are missing: %s', path => {
    expect(kindOf(repository, path)).toBe('missing')
    expect(textOf(repository, path)).toBe('missing')
    expect(repository.list(repoPath(path))).toEqual([])
  })

  test.each(['loop-a', 'loop-b', 'loop-below', 'dangling', 'to-ignored', 'device'])(
    'that lead to nothing are missing: %s',
    path => {
      expect(kindOf(repository, path)).toBe('missing')
    },
  )

  test('are listed where they lead to something, and files are listed once', () => {
    expect(repository.list(repoPath(''))).toEqual([
      '.gitignore',
      'absolute-in',
      'chain',
      'file',
      'in',
      'real',
    ])
    expect(repository.files()).toEqual(['.gitignore', 'real/a.yaml', 'real/sub/b.yaml'])
  })

  test('in a chain of any length end', () => {
    const long = temporaryTree({ 'end.yaml': 'end' })
    for (let number = 0; number < 200; number++) {
      symlinkSync(
        number === 0 ? 'end.yaml' : `link-${String(number - 1)}`,
        join(long, `link-${String(number)}`),
      )
    }
    const chained = openRepository(long, 'git')
    expect(textOf(chained, 'link-30')).toBe('end')
    expect(textOf(openRepository(long, 'git'), 'link-199')).toBe('missing')
  })
})

describe('a repository', () => {
  test('says that a root does not exist or is a file', () => {
    const root = temporaryTree({ 'a.yaml': '' })
    expect(() => openRepository(join(root, 'none'), 'git', 'none')).toThrow(
      new UsageError('`none` cannot be read: it does not exist.'),
    )
    expect(() => openRepository(join(root, 'a.yaml'), 'git', 'a.yaml')).toThrow(
      new UsageError('`a.yaml` is not a directory.'),
    )
  })

  test('does not read a file beyond 32 MiB', () => {
    const root = temporaryTree({ 'large.yaml': '', 'full.yaml': '' })
    writeFileSync(join(root, 'large.yaml'), Buffer.alloc(32 * 1024 * 1024 + 1))
    writeFileSync(join(root, 'full.yaml'), Buffer.alloc(32 * 1024 * 1024))
    const repository = openRepository(root, 'disk')
    expect(repository.read(repoPath('large.yaml'))).toEqual({ kind: 'too-large', size: 33554433 })
    expect(repository.read(repoPath('full.yaml')).kind).toBe('bytes')
  })

  test.each([0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000])('reads %d bytes as they are', size => {
    const root = temporaryTree({ 'a.yaml': '', 'b.yaml': 'b' })
    const bytes = Buffer.from(Array.from({ length: size }, (_, at) => at % 251))
    writeFileSync(join(root, 'a.yaml'), bytes)
    const repository = openRepository(root, 'disk')
    const read = repository.read(repoPath('a.yaml'))
    repository.read(repoPath('b.yaml'))
    expect(read.kind === 'bytes' && bytes.equals(read.bytes)).toBe(true)
  })

  test('keeps paths out of the reason why a file cannot be read', () => {
    const root = temporaryTree({ 'a.yaml': '' })
    const repository = openRepository(root, 'git')
    expect(kindOf(repository, 'a.yaml')).toBe('file')
    rmSync(join(root, 'a.yaml'))
    expect(repository.read(repoPath('a.yaml'))).toEqual({ kind: 'unreadable', message: 'it does not exist' })
  })

  test('answers for paths that cannot be', () => {
    const repository = openRepository(temporaryTree({ 'a.yaml': '' }), 'git')
    for (const path of ['..', '../x', 'a.yaml/b', '/a.yaml', './a.yaml', 'a/'.repeat(50_000), 'a\0b']) {
      expect(kindOf(repository, path)).toBe('missing')
    }
    expect(kindOf(repository, '')).toBe('directory')
    expect(textOf(repository, '')).toBe('missing')
  })

  test('sorts by code unit over whole paths', () => {
    const repository = openRepository(temporaryTree({ 'a/b': '', 'a-b': '', 'a.b': '', B: '', ä: '' }), 'git')
    expect(repository.files()).toEqual(['B', 'a-b', 'a.b', 'a/b', 'ä'])
    expect(repository.list(repoPath(''))).toEqual(['B', 'a', 'a-b', 'a.b', 'ä'])
  })

  test('lists twenty thousand files', () => {
    const root = temporaryTree({ '.gitignore': 'skip-*\n**/never/*.yaml\n' })
    for (let directory = 0; directory < 200; directory++) {
      mkdirSync(join(root, `d${String(directory)}`))
      for (let file = 0; file < 100; file++) {
        writeFileSync(join(root, `d${String(directory)}/f${String(file)}.yaml`), '')
      }
    }
    expect(openRepository(root, 'git').files()).toHaveLength(20_001)
  })
})
