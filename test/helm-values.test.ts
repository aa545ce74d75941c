import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toPlain } from '../src/lib/node.ts'
import { objectIdOf } from '../src/lib/kubernetes-id.ts'
import { repoPath } from '../src/model/location.ts'
import type { Resource } from '../src/model/resource.ts'
import { parseYaml } from '../src/read/yaml/parse.ts'
import { composeValues } from '../src/render/helm/values.ts'
import { suiteTest } from './shared.ts'

type Entry =
  { readonly values: unknown } | { readonly path: string; readonly text: string; readonly literal?: boolean }

interface Row {
  readonly inline?: unknown
  readonly from: readonly Entry[]
}

const at = (path: string, text: string): Entry => ({ path, text })
const values = (tree: unknown): Entry => ({ values: tree })

/** What each row of the vectors composes, by the row's name. */
const ROWS: Readonly<Record<string, Row>> = {
  'A top-level tp vs inline': { inline: { a: 1 }, from: [at('a', '2')] },
  'B nested tp vs inline': { inline: { a: { b: 1 } }, from: [at('a.b', '2')] },
  'C ref map then nested tp vs inline': {
    inline: { a: { b: 1 } },
    from: [values({ a: { c: 3 } }), at('a.b', '2')],
  },
  'D two tp same parent vs inline': {
    inline: { a: { b: 1, d: 9 } },
    from: [at('a.b', '2'), at('a.d', '5')],
  },
  'D2 two tp diff parent vs inline': {
    inline: { a: { b: 1 }, x: { y: 1 } },
    from: [at('a.b', '2'), at('x.y', '5')],
  },
  'E tp then ref map overriding': { from: [at('a.b', '2'), values({ a: { b: 7 } })] },
  'E2 tp, inline, then ref map': {
    inline: { a: { b: 1 } },
    from: [at('a.b', '2'), values({ a: { b: 7 } })],
  },
  'F list idx inline': { inline: { a: [1, 2] }, from: [at('a[0]', '9')] },
  'F2 list idx obj inline': { inline: { a: [{ n: 'x', v: 1 }] }, from: [at('a[0].v', '9')] },
  'G list idx extend': { inline: { a: [1] }, from: [at('a[3]', '9')] },
  'H comma': { from: [at('a', 'x,y')] },
  'H2 comma=kv': { from: [at('a', 'x,y=1')] },
  'I braces': { from: [at('a', '{x,y}')] },
  'L literal': { from: [{ path: 'a.b', text: 'x,y={1}\\n\n', literal: true }] },
  'L2 literal empty': { from: [{ path: 'a', text: '', literal: true }] },
  'P esc path': { from: [at('a\\.b/c.d', '1')] },
  'P2 into scalar': { inline: { a: 'x' }, from: [at('a.b', '1')] },
  'P3 into list by name': { inline: { a: [1] }, from: [at('a.b', '1')] },
  'P4 index into map': { inline: { a: { b: 1 } }, from: [at('a[0]', '1')] },
  'N null inline over ref': { inline: { a: null }, from: [values({ a: { b: 1 } })] },
  'N2 map over scalar': { inline: { a: { b: 1 } }, from: [values({ a: 5 })] },
  'N3 list replace': { inline: { a: [1] }, from: [values({ a: [2, 3] })] },
  'TN null tp over map': { from: [values({ a: { b: 1 } }), at('a', 'null')] },
  F3: {
    inline: { c: { l: [{ a: 1, b: 2 }] } },
    from: [at('c.l[0].n', '1')],
  },
  'F3b override': {
    inline: { c: { l: [{ a: 1, b: 1 }] } },
    from: [at('c.l[0].a', '5'), at('c.l[0].b', '6')],
  },
  F4: { inline: { c: { l: [1, 2] } }, from: [at('c.l[0]', '8'), at('c.l[1]', '9')] },
  'F5 extend nested': { inline: { c: { l: [1] } }, from: [at('c.l[1]', '9')] },
  'F6 extend nested 2nd': {
    inline: { c: { l: [1] }, q: { r: 1 } },
    from: [at('q.r', '9'), at('z', '1'), at('c.l[1]', '9')],
  },
  'D3 three tp, new keys': {
    inline: { a: { b: 1 } },
    from: [at('a.x', '2'), at('a.y', '3'), at('a.z', '4')],
  },
  'D4 2nd tp deeper': { inline: { a: { b: { c: 1 } } }, from: [at('q', '2'), at('a.b.c', '3')] },
  'D5 1st tp deeper': { inline: { a: { b: { c: 1 } } }, from: [at('a.b.c', '3')] },
  'D6 ref map unrelated then tp': {
    inline: { a: { b: 1 } },
    from: [values({ z: 1 }), at('a.b', '3')],
  },
}

function resource(object: unknown): Resource {
  const file = { path: repoPath('release.yaml'), text: JSON.stringify(object) }
  const root = parseYaml(file, 'sigs').documents[0]?.root
  const id = root?.kind === 'map' ? objectIdOf(root) : undefined
  if (root?.kind !== 'map' || id === undefined) throw new Error('no object')
  return { id, node: root, trail: undefined }
}

function composed({ inline, from }: Row): string {
  const configMaps = new Map(
    from.map((entry, index) => {
      const data = { 'values.yaml': 'values' in entry ? JSON.stringify(entry.values) : entry.text }
      const name = `values-${String(index)}`
      return [name, resource({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data })]
    }),
  )
  const valuesFrom = from.map((entry, index) => ({
    kind: 'ConfigMap',
    name: `values-${String(index)}`,
    ...('path' in entry ? { targetPath: entry.path, literal: entry.literal ?? false } : {}),
  }))
  const release = resource({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'web' },
    spec: { valuesFrom, ...(inline === undefined ? {} : { values: inline }) },
  })
  const { values: result, problems } = composeValues(release, ({ name }) => configMaps.get(name))
  // Flux takes a text that sets more than one value without a word.
  const problem = problems.find(({ code }) => code !== 'split-text')?.message
  return problem === undefined ? canonical(toPlain(result)) : `ERR ${problem.replace(/^.*? set: |\.$/g, '')}`
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : typeof item === 'bigint'
        ? item.toString()
        : item,
  )
}

suiteTest(
  { name: 'composes values as helm-controller', path: 'vectors/helm-values.txt', count: 53 },
  file => {
    const rows = readFileSync(file, 'utf8').trimEnd().split('\n')
    const wrong = rows.flatMap(line => {
      const quoted = /^V ("(?:[^"\\]|\\.)*") (.*)$/.exec(line)
      const [, name = '', wanted = ''] = /^(.*?) (ERR .*|\{.*)$/.exec(line) ?? []
      const row: Row | undefined =
        quoted === null ? ROWS[name] : { from: [at('a', String(JSON.parse(quoted[1] ?? '""')))] }
      const expected = quoted === null ? wanted : (quoted[2] ?? '')
      const result = row === undefined ? 'no such row' : composed(row)
      return result === expected ? [] : [`${line} ≠ ${result}`]
    })
    expect(wrong).toEqual([])
    expect(rows).toHaveLength(53)
  },
)

test('before Flux 2.4 an inline value wins over every `targetPath`', () => {
  const configMap = resource({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'secret' },
    data: { password: 'real' },
  })
  const release = resource({
    apiVersion: 'helm.toolkit.fluxcd.io/v2beta2',
    kind: 'HelmRelease',
    metadata: { name: 'web' },
    spec: {
      valuesFrom: [{ kind: 'ConfigMap', name: 'secret', valuesKey: 'password', targetPath: 'db.password' }],
      values: { db: { password: 'placeholder', host: 'db' } },
    },
  })
  const valuesOf = (precedence: 'target' | 'inline'): string =>
    canonical(toPlain(composeValues(release, () => configMap, precedence).values))
  expect(valuesOf('inline')).toBe('{"db":{"host":"db","password":"placeholder"}}')
  expect(valuesOf('target')).toBe('{"db":{"host":"db","password":"real"}}')
})
