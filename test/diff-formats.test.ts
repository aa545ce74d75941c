import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { json } from '../src/commands/diff/json.ts'
import { markdown } from '../src/commands/diff/markdown.ts'
import { pretty } from '../src/commands/diff/pretty.ts'
import type { Difference, KustomizationChange, ObjectChange } from '../src/model/difference.ts'
import { repoPath } from '../src/model/location.ts'

const SCHEMA = fileURLToPath(new URL('../schemas/diff.schema.json', import.meta.url))
const STYLE = { color: false, width: 80, isFull: false }
const at = { file: repoPath('apps/we`b|<i>.yaml'), line: 3 }

function id(kind: string, name: string): ObjectChange['id'] {
  return { group: 'apps', version: 'v1', kind, namespace: 'apps', name }
}

const CHANGED: ObjectChange = {
  change: 'changed',
  id: id('Deployment', 'web'),
  was: { ...id('Deployment', 'web'), version: 'v1beta1' },
  effect: 'update',
  at,
  added: 1,
  removed: 1,
  hunks: [
    {
      path: 'data.a`b',
      oldLine: 3,
      newLine: 3,
      lines: [
        { sign: ' ', text: 'data:' },
        { sign: '-', text: '  text: "```"' },
        { sign: '+', text: '  text: "</details>\u001b[31m ##[error] @everyone"', at },
      ],
    },
  ],
}

const REMOVED: ObjectChange = {
  change: 'removed',
  id: id('Secret', 'x'),
  effect: 'delete',
  note: 'Its `chart` is <b>uninstalled</b>.',
  at,
  added: 0,
  removed: 4,
  hunks: [],
}

const MOVED: ObjectChange = {
  ...CHANGED,
  change: 'moved',
  from: { namespace: 'flux-system', name: 'old' },
  effect: 'risk',
  note: 'It may go.',
  hunks: [],
}

function kustomization(objects: readonly ObjectChange[]): KustomizationChange {
  return {
    change: 'renamed',
    name: { namespace: 'flux-system', name: 'apps' },
    was: { namespace: 'flux-system', name: 'app' },
    path: repoPath('apps'),
    notes: ['It is suspended: nothing of this is applied until it is resumed.'],
    objects,
  }
}

function difference(objects: readonly ObjectChange[], clusters: number = 1): Difference {
  const names = Array.from({ length: clusters }, (_, index) => `c${String(index)}`)
  return {
    version: 1,
    reference: { name: 'main', commit: 'a'.repeat(40) },
    totals: {
      clusters: clusters + 1,
      changedClusters: clusters,
      changedKustomizations: clusters,
      objects: { added: 0, removed: 1, changed: 1, moved: 1 },
      effects: { create: 0, update: 1, delete: 1, keep: 0, risk: 1 },
      changedValues: 0,
      affected: clusters,
      unseen: 1,
    },
    clusters: names.map(name => ({
      change: 'changed',
      name,
      path: repoPath(`clusters/${name}`),
      kustomizations: [kustomization(objects)],
      affected: [{ id: id('HelmRelease', 'y'), how: 'takes', on: id('HelmRepository', 'z') }],
    })),
    unseen: [
      { reason: 'broken', side: 'after', message: 'The path `a` is gone.', at, builds: ['clusters/c0 › x'] },
    ],
    isTrusted: false,
  }
}

const SAMPLE = difference([CHANGED, REMOVED, MOVED], 2)

test('pretty shows what a terminal would obey instead of doing it', async () => {
  await expect(pretty(SAMPLE, STYLE)).toMatchFileSnapshot('snapshots/diff.txt')
})

test('pretty paints where colors are wanted', () => {
  const text = pretty(SAMPLE, { ...STYLE, color: true })
  expect(text).toContain('\u001b[3')
  expect(text.replaceAll(/\u001b\[\d+m/g, '')).toBe(pretty(SAMPLE, STYLE))
})

describe('markdown', () => {
  test('lets nothing out of its code', async () => {
    await expect(markdown(SAMPLE, STYLE)).toMatchFileSnapshot('snapshots/diff.md')
  })

  test('stays below what a comment may have, and says what was cut', () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...CHANGED,
      id: id('Deployment', `web-${String(index)}`),
      hunks: [
        { path: `data.${String(index)}`, oldLine: 1, newLine: 1, lines: [{ sign: '+' as const, text: 'x' }] },
      ],
    }))
    const text = markdown(difference(many), STYLE)
    expect(text.length).toBeLessThan(65_536)
    expect(text).toMatch(
      /<\/details>\n\n> \[!NOTE\]\n> Cut to fit a comment: \d+ diffs, \d+ objects, .* left out\. Run `fleetlint diff main` /,
    )
    expect(text.split('<details').length).toBe(text.split('</details>\n').length)
  })

  test('cuts one long diff and keeps the others', () => {
    const lines = Array.from({ length: 500 }, () => ({ sign: '+' as const, text: 'x' }))
    const long = { ...CHANGED, hunks: [{ path: 'data', oldLine: 1, newLine: 1, lines }] }
    expect(markdown(difference([long, REMOVED]), STYLE)).toContain('# … and 301 more lines\n```')
  })
})

test('json has the shape of its schema', async () => {
  const validate = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object)
  const text = json(SAMPLE)
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true)
  expect(validate({ ...(JSON.parse(text) as object), more: 1 })).toBe(false)
  await expect(text).toMatchFileSnapshot('snapshots/diff.json.txt')
})
