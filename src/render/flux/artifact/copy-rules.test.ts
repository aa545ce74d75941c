import { expect, test } from 'vitest'
import { itemsAt } from '../../../lib/node.ts'
import { repoPath } from '../../../model/location.ts'
import type { Repository } from '../../../model/repository.ts'
import { parseYaml } from '../../../read/yaml/parse.ts'
import { type CopyObstacle, copied } from './copy-rules.ts'
import { type StagedFile, StagedRepository } from './staged-repository.ts'

function treeOf(...paths: readonly string[]): Repository {
  const files = paths.map(path => [repoPath(path), { repository: NOTHING, place: repoPath(path) }] as const)
  return new StagedRepository(new Map<ReturnType<typeof repoPath>, StagedFile>(files))
}

const NOTHING: Repository = {
  kindOf: () => undefined,
  list: () => [],
  read: () => ({ kind: 'missing' }),
  files: () => [],
}

const TREE = treeOf(
  'README.md',
  'apps/README.md',
  'apps/base/a.yaml',
  'apps/base/deep/b.yaml',
  'apps/base/deep/notes.md',
  'apps/dev/c.yaml',
  'infra/d.yaml',
  'infra/.hidden',
)

/** `to ← from` for each file of the artifact, or what goes wrong. */
function staged(...rules: readonly string[]): readonly string[] | string {
  const text = `copy: [${rules.join(', ')}]`
  const root = parseYaml({ path: repoPath('x.yaml'), text }, 'resource').documents[0]?.root
  const found = copied(itemsAt(root, 'copy'), new Map([['s', { repository: TREE, base: repoPath('') }]]))
  if (isObstacle(found)) return `${found.isMistake ? 'mistake' : 'gap'}: ${found.message}`
  return [...found].map(([to, { place }]) => (to === place ? to : `${to} ← ${place}`)).sort()
}

function isObstacle(found: object): found is CopyObstacle {
  return 'isMistake' in found
}

const rule = (from: string, to: string, rest = ''): string =>
  `{ from: "@s/${from}", to: "@artifact/${to}"${rest} }`

test('a directory is copied into the target, under its own name', () => {
  const files = ['x/base/a.yaml ← apps/base/a.yaml', 'x/base/deep/b.yaml ← apps/base/deep/b.yaml']
  expect(staged(rule('apps/base', 'x', ', exclude: ["*.md"]'))).toEqual(files)
  expect(staged(rule('apps/base/', 'x/', ', exclude: ["**/*.md"]'))).toEqual(files)
})

test('the whole source is copied as it is', () => {
  expect(staged(rule('', ''))).toEqual(TREE.files())
})

test('`dir/**` copies what is in the directory', () => {
  expect(staged(rule('apps/base/**', 'base/', ', exclude: ["deep/*.md"]'))).toEqual([
    'base/a.yaml ← apps/base/a.yaml',
    'base/deep/b.yaml ← apps/base/deep/b.yaml',
  ])
  expect(staged(rule('infra/**', ''))).toEqual(['.hidden ← infra/.hidden', 'd.yaml ← infra/d.yaml'])
})

test('other patterns keep the way from the root of the source, and `**` is one part of it', () => {
  expect(staged(rule('apps/*/*.yaml', 'x'))).toEqual([
    'x/apps/base/a.yaml ← apps/base/a.yaml',
    'x/apps/dev/c.yaml ← apps/dev/c.yaml',
  ])
  expect(staged(rule('apps/**/*.yaml', ''))).toEqual(['apps/base/a.yaml', 'apps/dev/c.yaml'])
  expect(staged(rule('**/b.yaml', ''))).toBe('mistake: nothing in the source matches `**/b.yaml`.')
  expect(staged(rule('apps/*', 'x/', ', exclude: ["apps/base/**", "dev"]'))).toEqual([
    'x/apps/README.md ← apps/README.md',
  ])
})

test('a file is copied to a name, or into a directory that is there', () => {
  expect(staged(rule('README.md', 'about.md'))).toEqual(['about.md ← README.md'])
  expect(staged(rule('README.md', 'docs/'))).toEqual(['docs/README.md ← README.md'])
  expect(staged(rule('infra', ''), rule('README.md', 'infra'))).toContain('infra/README.md ← README.md')
  expect(staged(rule('README.md', 'x'), rule('apps/README.md', 'x'))).toEqual(['x ← apps/README.md'])
})

test('what the controller refuses is a mistake, and what is not evaluated a gap', () => {
  expect(staged(rule('apps/none', ''))).toBe('mistake: `apps/none` is not in the source.')
  expect(staged(rule('apps/*', '', ', exclude: ["*", "**"]'))).toBe(
    'mistake: `exclude` leaves nothing of `apps/*`.',
  )
  expect(staged('{ from: "@other/x", to: "@artifact/" }')).toBe('mistake: no source has the alias `other`.')
  expect(staged('{ from: "apps", to: "@artifact/" }')).toContain('mistake: a copy says')
  const gap = 'gap: archives, merged files and such patterns are not evaluated'
  expect(staged(rule('a.tgz', '', ', strategy: Extract'))).toBe(gap)
  expect(staged(rule('apps', '', ', exclude: ["{a,b}"]'))).toBe(gap)
  const merge = ', strategy: Merge'
  expect(staged(rule('README.md', 'x', merge), rule('infra/d.yaml', 'x', merge))).toBe(gap)
  expect(staged(rule('README.md', 'x', merge))).toEqual(['x ← README.md'])
})
