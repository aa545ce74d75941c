import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryTree } from '../../../../test/temporary-tree.ts'
import { repoPath } from '../../../model/location.ts'
import type { Repository } from '../../../model/repository.ts'
import { openRepository } from '../../../read/repository.ts'
import { parseYaml } from '../../../read/yaml/parse.ts'
import {
  type ArtifactOptions,
  artifactFields,
  artifactRepository,
  includeReferences,
} from './artifact-repository.ts'

type Files = Readonly<Record<string, string>>

function artifact(files: Files, options: Partial<ArtifactOptions> = {}): Repository {
  return artifactRepository(openRepository(temporaryTree(files), 'git'), { base: repoPath(''), ...options })
}

function listing(...paths: readonly string[]): Files {
  return Object.fromEntries(paths.map(path => [path, '']))
}

const kindOf = (repository: Repository, path: string): string | undefined => repository.kindOf(repoPath(path))

describe('without a pattern of the user', () => {
  test("Flux's own patterns hold", () => {
    const files = listing(
      'a.yaml',
      '.gitignore',
      'docs/picture.png',
      'x/.sops.yaml',
      '.github/workflows/ci.yaml',
      'apps/.github/b.yaml',
      '.gitlab-ci.yml',
      'chart.tar.gz',
      'x/y/.flux.yaml',
      'x/appveyor.yml',
      'Makefile',
    )
    expect(artifact(files).files()).toEqual(['Makefile', 'a.yaml'])
    // A directory of which everything is excluded is in the archive all the same.
    expect(artifact(files).list(repoPath(''))).toEqual(['Makefile', 'a.yaml', 'apps', 'docs', 'x'])
  })
})

describe('one pattern of the user', () => {
  const files = {
    ...listing('a.yaml', '.github/workflows/ci.yaml', 'x/.sops.yaml', '.gitattributes', 'skip/b.yaml'),
    '.sourceignore': 'skip\n',
  }

  test('replaces all but those about version control', () => {
    expect(artifact(files).files()).toEqual([
      '.github/workflows/ci.yaml',
      '.sourceignore',
      'a.yaml',
      'x/.sops.yaml',
    ])
  })

  test('in `spec.ignore` comes after those in files', () => {
    expect(artifact(files, { ignore: '!skip\n*.sops.yaml' }).files()).toContain('skip/b.yaml')
  })

  test('that is a comment or blank is none', () => {
    expect(artifact({ ...files, '.sourceignore': '# skip\n\n  \n' }).files()).toEqual([
      '.sourceignore',
      'a.yaml',
      'skip/b.yaml',
    ])
  })
})

test('a file comes back from an excluded directory, unlike with Git', () => {
  const files = listing('deploy/a.yaml', 'deploy/x/b.yaml', 'src/main.go', 'src/keep/c.yaml', 'README.md')
  const shown = artifact(files, { ignore: '/*\n!/deploy\n!/src/keep/c.yaml' })
  expect(shown.files()).toEqual(['deploy/a.yaml', 'deploy/x/b.yaml', 'src/keep/c.yaml'])
  expect(shown.list(repoPath('src'))).toEqual(['keep'])
  expect(kindOf(shown, 'src')).toBe('directory')
  expect(kindOf(shown, 'README.md')).toBeUndefined()
  expect(shown.read(repoPath('README.md'))).toEqual({ kind: 'missing' })
})

test('a `.sourceignore` file speaks of its directory, the inner one last', () => {
  const shown = artifact({
    ...listing('a/x.yaml', 'a/b/x.yaml', 'a/b/y.yaml', 'x.yaml', 'c/x.yaml'),
    'a/.sourceignore': 'x.yaml\n',
    'a/b/.sourceignore': '!/x.yaml\n/y.yaml\n',
  })
  expect(shown.files().filter(path => path.endsWith('.yaml'))).toEqual(['a/b/x.yaml', 'c/x.yaml', 'x.yaml'])
})

test.each([
  ['/**', []],
  ['a/**', ['a/b/c.yaml', 'a/d.yaml']],
  ['**/c.yaml', ['a/b/c.yaml', 'c.yaml']],
  ['a/**/c.yaml', ['a/b/c.yaml']],
  ['d**.yaml', ['a/d.yaml']],
  ['a/d**.yaml', []],
  ['b/', ['a/b/c.yaml']],
  ['c.yaml/', []],
  ['[^c].yaml', ['a/d.yaml']],
  ['[!c].yaml', ['c.yaml', 'a/b/c.yaml']],
  ['[c.yaml', []],
])('the pattern `%s` excludes %j', (pattern, excluded) => {
  const files = listing('a/b/c.yaml', 'a/d.yaml', 'c.yaml', 'e.txt')
  const shown = new Set<string>(artifact(files, { ignore: `${pattern}\n` }).files())
  expect(Object.keys(files).filter(path => !shown.has(path))).toEqual(
    Object.keys(files).filter(path => excluded.includes(path)),
  )
})

describe('symlinks', () => {
  const root = temporaryTree(listing('real/a.yaml', 'real/sub/b.yaml', 'c.yaml'))
  symlinkSync('real', join(root, 'linked'))
  symlinkSync('../c.yaml', join(root, 'real/c.yaml'))
  symlinkSync('..', join(root, 'real/sub/up'))
  const repository = openRepository(root, 'git')

  test('are in no artifact, and nothing behind them is', () => {
    const shown = artifactRepository(repository, { base: repoPath('') })
    expect(repository.kindOf(repoPath('linked/a.yaml'))).toBe('file')
    for (const path of ['linked', 'linked/a.yaml', 'real/c.yaml', 'real/sub/up', 'real/sub/up/a.yaml']) {
      expect(kindOf(shown, path)).toBeUndefined()
    }
    expect(shown.list(repoPath('real/sub'))).toEqual(['b.yaml'])
    expect(shown.files()).toEqual(['c.yaml', 'real/a.yaml', 'real/sub/b.yaml'])
  })

  test('may lead to the base, which the user names', () => {
    const shown = artifactRepository(repository, { base: repoPath('linked') })
    expect(kindOf(shown, 'linked/sub/b.yaml')).toBe('file')
    expect(kindOf(shown, 'linked/sub/up')).toBeUndefined()
    expect(shown.files()).toEqual(['linked/a.yaml', 'linked/sub/b.yaml'])
  })
})

test('nothing outside the base is there, and patterns count from it', () => {
  const files = listing('apps/a.yaml', 'apps/x/b.yaml', 'apps-too/c.yaml', 'd.yaml')
  const shown = artifact(files, { base: repoPath('apps'), ignore: '/x' })
  expect(shown.files()).toEqual(['apps/a.yaml'])
  expect(kindOf(shown, 'apps')).toBe('directory')
  expect([kindOf(shown, ''), kindOf(shown, 'd.yaml'), kindOf(shown, 'apps-too/c.yaml')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('a sparse checkout holds what starts with one of its directories', () => {
  const files = listing('deploy/a.yaml', 'deploy-more/b.yaml', 'lib/x/c.yaml', 'lib/y/d.yaml', 'root.yaml')
  const shown = artifact(files, { sparseCheckout: ['./deploy/', 'lib/x'] })
  expect(shown.files()).toEqual(['deploy/a.yaml', 'lib/x/c.yaml'])
  expect(shown.list(repoPath(''))).toEqual(['deploy', 'lib'])
  expect(artifact(files, { sparseCheckout: ['deploy'] }).files()).toEqual([
    'deploy-more/b.yaml',
    'deploy/a.yaml',
  ])
})

describe('what other sources give', () => {
  const other = artifactRepository(
    openRepository(
      temporaryTree({ ...listing('base/k.yaml', 'base/x/l.yaml', 'no.yaml'), 'base/skip.png': '' }),
      'git',
    ),
    { base: repoPath('') },
  )
  const include = { artifact: other, base: repoPath(''), fromPath: './base', toPath: 'third/party' }
  const files = listing('a.yaml', 'third/party/hidden.yaml', 'third/own.yaml')

  test('stands at its place and covers what was there', () => {
    const shown = artifact(files, { includes: [include] })
    expect(shown.files()).toEqual(['a.yaml', 'third/own.yaml', 'third/party/k.yaml', 'third/party/x/l.yaml'])
    expect(shown.list(repoPath('third/party'))).toEqual(['k.yaml', 'x'])
    expect(kindOf(shown, 'third/party/x')).toBe('directory')
    expect(shown.read(repoPath('third/party/k.yaml')).kind).toBe('bytes')
    expect(shown.realPath?.(repoPath('third/party/k.yaml'))).toBe('base/k.yaml')
  })

  test('makes the directories on the way', () => {
    const shown = artifact(files, { includes: [{ ...include, toPath: 'new/way' }] })
    expect(shown.list(repoPath(''))).toEqual(['a.yaml', 'new', 'third'])
    expect(shown.list(repoPath('new'))).toEqual(['way'])
  })

  test('is excluded by the patterns of the source that includes', () => {
    const shown = artifact(files, { includes: [include], ignore: '/third/party/x' })
    expect(shown.files()).toEqual(['a.yaml', 'third/own.yaml', 'third/party/k.yaml'])
  })
})

test('the fields are read from the spec of a source', () => {
  const text = `
ignore: |
  /*
  !/deploy
sparseCheckout: [deploy, ./lib]
include:
  - repository: { name: charts }
  - repository: { name: base }
    fromPath: deploy
    toPath: vendor/base
  - fromPath: lost
`
  const spec = parseYaml({ path: repoPath('source.yaml'), text }, 'sigs').documents[0]?.root
  expect(artifactFields(spec)).toEqual({ ignore: '/*\n!/deploy\n', sparseCheckout: ['deploy', './lib'] })
  expect(includeReferences(spec)).toMatchObject([
    { repository: 'charts', fromPath: '', toPath: 'charts' },
    { repository: 'base', fromPath: 'deploy', toPath: 'vendor/base' },
  ])
  expect(artifactFields(undefined)).toEqual({ ignore: undefined, sparseCheckout: [] })
})
