import { expect, test } from 'vitest'
import {
  nodeAt,
  objectsIn,
  printed,
  reported,
  setting,
  type SmallContext,
  smallContext,
} from '../../../../test/kustomize-objects.ts'
import { locate } from '../../../lib/locate.ts'
import { emitYaml } from '../../yaml/emit.ts'
import type { KustomizeObject } from '../object.ts'
import { replacementTransformer } from './replacements.ts'

const BASE = `
apiVersion: v1
kind: ConfigMap
metadata: {name: source, namespace: team}
data: {host: db.example.com, port: "5432", path: a/b/c}
list: [x, y]
map: {k: v}
empty: {}
---
apiVersion: x.io/v1
kind: Target
metadata: {name: one, labels: {tier: front}}
text: old
number: 1
ratio: 1.5
flag: true
nothing: null
url: http://old/x
quoted: "yes"
keyed: [{name: a, v: 1}, {name: "b", v: 2}]
map: {a: b}
yaml: |
  # settings
  host: old # here
  ports:
    - 80
    - name: 'q'
json: '{"port": 1, "host": "<old>"}'
pretty: |-
  {
    "hosts": ["a"]
  }
---
apiVersion: x.io/v1
kind: Target
metadata: {name: two, labels: {tier: back}}
text: old
`

function replaced(replacement: string, context: SmallContext = smallContext()): readonly KustomizeObject[] {
  const entry = setting(replacement)
  return replacementTransformer({ replacements: [entry] }, context)(objectsIn(BASE))
}

const TO_ONE = (path: string, options = ''): string =>
  `targets: [{select: {name: one}, fieldPaths: ['${path}']${options === '' ? '' : `, options: ${options}`}}]`

/** What stands at a field of the first target after it was replaced by a field of the source, as YAML. */
function field(source: string, path: string, options = ''): string {
  const [, target] = replaced(`source: {kind: ConfigMap, fieldPath: '${source}'}\n${TO_ONE(path, options)}\n`)
  const [key = ''] = path.split('.')
  const entry = target?.node.entries.get(key)
  if (target === undefined || entry === undefined) throw new Error(`no ${key}`)
  const text = emitYaml({ ...target.node, entries: new Map([[key, entry]]) })
  return text.slice(`${key}:`.length).trim()
}

test.each([
  ['data.host', 'text', '', 'db.example.com'],
  ['data.port', 'text', '', '"5432"'],
  ['data.port', 'number', '', '5432'],
  ['data.port', 'ratio', '', '5432'],
  ['list.-', 'quoted', '', '"y"'],
  ['list.[=y]', 'text', '', '"y"'],
  ['map', 'map', '', 'k: v'],
  ['map', 'text', '', '""'],
  ['data.port', 'new', '{create: true}', '5432'],
  ['list', 'new.sub', '{create: true}', 'sub:\n  - x\n  - "y"'],
  ['data.host', 'url', '{delimiter: /, index: 2}', 'http://db.example.com/x'],
  ['data.host', 'text', '{delimiter: /, index: -1}', 'db.example.com/old'],
  ['data.host', 'text', '{delimiter: /, index: 9}', 'old/db.example.com'],
  ['data.port', 'keyed.[name=a].v', '', '- name: a\n  v: 5432\n- name: b\n  v: 2'],
  ['data.port', 'keyed.*.v', '', '- name: a\n  v: 5432\n- name: b\n  v: 5432'],
  ['data.port', 'keyed.1.v', '', '- name: a\n  v: 1\n- name: b\n  v: 5432'],
  [
    'data.port',
    'keyed.[name=c].v',
    '{create: true}',
    '- name: a\n  v: 1\n- name: b\n  v: 2\n- name: c\n  v: 5432',
  ],
  ['data.port', 'keyed.2.w', '{create: true}', '- name: a\n  v: 1\n- name: b\n  v: 2\n- w: 5432'],
])('%s into %s with options %s', (source, path, ...[options, expected]) => {
  expect(field(source, path, options)).toBe(expected)
})

test.each([
  [
    'data.host',
    'yaml.host',
    "|-\n  # settings\n  host: db.example.com # here\n  ports:\n  - 80\n  - name: 'q'",
  ],
  ['data.port', 'yaml.ports.0', "|-\n  # settings\n  host: old # here\n  ports:\n  - 5432\n  - name: 'q'"],
  [
    'data.host',
    'yaml.ports.[name=q].name',
    "|-\n  # settings\n  host: old # here\n  ports:\n  - 80\n  - name: 'db.example.com'",
  ],
  ['data.port', 'json.port', '\'{"host":"\\u003cold\\u003e","port":5432}\''],
  ['data.host', 'pretty.hosts.0', '|-\n  {\n    "hosts": [\n      "db.example.com"\n    ]\n  }'],
  // A text cannot be a number, and kustomize then changes nothing.
  ['data.host', 'json.port', '\'{"port": 1, "host": "<old>"}\''],
])('%s into the text at %s', (source, path, expected) => {
  expect(field(source, path)).toBe(expected)
})

test('a value says which path put it there, and what it was', () => {
  const [, target] = replaced(`source: {name: source, fieldPath: data.host}\n${TO_ONE('text')}\n`)
  const text = nodeAt(target?.node, 'text')
  expect(`${text.file.path}:${String(locate(text).line)}`).toBe('kustomization.yaml:2')
  expect(text.step).toMatchObject({ what: 'replacements', was: { value: 'old' } })
})

test('a given value has its own place', () => {
  const [, target] = replaced(`targets: [{select: {name: one}, fieldPaths: [text]}]\nsourceValue: "5"\n`)
  const text = nodeAt(target?.node, 'text')
  expect(text).toMatchObject({ value: '5' })
  expect(locate(text).line).toBe(2)
})

test('a map that is copied keeps its place', () => {
  const [, target] = replaced(`source: {name: source, fieldPath: map}\n${TO_ONE('map')}\n`)
  const value = nodeAt(target?.node, 'map', 'k')
  expect(value.file.path).toBe('base.yaml')
})

function changedNames(select: string, reject = '[]'): string[] {
  const objects = replaced(
    `sourceValue: new\ntargets: [{select: ${select}, reject: ${reject}, fieldPaths: [text]}]\n`,
  )
  return objects.flatMap(({ node }) => {
    const name = nodeAt(node, 'metadata', 'name')
    const isChanged = printed([{ node } as KustomizeObject]).includes('text: new')
    return isChanged && name.kind === 'scalar' ? [name.text] : []
  })
}

test.each([
  ['{kind: Target}', '[]', ['one', 'two']],
  ['{name: o.*}', '[]', ['one']],
  ['{name: o}', '[]', []],
  ['{group: x.io, version: v1}', '[]', ['one', 'two']],
  ['{labelSelector: tier=back}', '[]', ['two']],
  ['{kind: Target}', '[{name: one}]', ['two']],
  ['{kind: Target}', '[{labelSelector: tier=back}]', ['one']],
  // Labels and ids of one `reject` count each for itself.
  ['{kind: Target}', '[{name: one, labelSelector: tier=back}]', []],
  ['{kind: Target}', '[{}]', ['one', 'two']],
])('a target that selects %s and rejects %s changes %j', (select, reject, expected) => {
  expect(changedNames(select, reject)).toEqual(expected)
})

const SOURCE = 'source: {name: source, fieldPath: data.host}\n'

test.each([
  ['no source', 'targets: []\n', 'kustomization.yaml:1 invalid-field'],
  ['no targets', SOURCE, 'kustomization.yaml:1 invalid-field'],
  ['two sources', `${SOURCE}targets: []\nsourceValue: a\n`, 'kustomization.yaml:3 invalid-field'],
  [
    'a source that nothing has',
    `source: {name: nobody}\n${TO_ONE('text')}\n`,
    'kustomization.yaml:1 patch-target',
  ],
  [
    'a source that two have',
    `source: {kind: Target}\n${TO_ONE('text')}\n`,
    'kustomization.yaml:1 patch-target',
  ],
  [
    'a source field that is missing',
    `source:\n  name: source\n  fieldPath: data.no\n${TO_ONE('text')}\n`,
    'kustomization.yaml:3 invalid-field',
  ],
  [
    'a source field that is empty',
    `source: {name: source, fieldPath: empty}\n${TO_ONE('text')}\n`,
    'kustomization.yaml:1 invalid-field',
  ],
  [
    'a source path that does not fit',
    `source: {name: source, fieldPath: data.host.x}\n${TO_ONE('text')}\n`,
    'kustomization.yaml:1 invalid-field',
  ],
  [
    'a wildcard in a source',
    `source: {name: source, fieldPath: list.*}\n${TO_ONE('text')}\n`,
    'kustomization.yaml:1 invalid-field',
  ],
  [
    'a piece that is missing',
    `source:\n  name: source\n  fieldPath: data.path\n  options:\n    delimiter: /\n    index: 3\n${TO_ONE('text')}\n`,
    'kustomization.yaml:6 invalid-field',
  ],
  [
    'a map that is split',
    `source:\n  name: source\n  fieldPath: map\n  options: {delimiter: /}\n${TO_ONE('text')}\n`,
    'kustomization.yaml:4 invalid-field',
  ],
  [
    'a target without select',
    `${SOURCE}targets: [{fieldPaths: [text]}]\n`,
    'kustomization.yaml:2 invalid-field',
  ],
  ['a field that is missing', `${SOURCE}${TO_ONE('new')}\n`, 'kustomization.yaml:2 invalid-field'],
  ['a path that does not fit', `${SOURCE}${TO_ONE('map.*')}\n`, 'kustomization.yaml:2 invalid-field'],
  [
    'an index that is too far',
    `${SOURCE}${TO_ONE('keyed.5.v', '{create: true}')}\n`,
    'kustomization.yaml:2 invalid-field',
  ],
  [
    'a pattern that does not parse',
    `${SOURCE}${TO_ONE('keyed.[name=(].v')}\n`,
    'kustomization.yaml:2 invalid-field',
  ],
  ['text in the place of a number', `${SOURCE}${TO_ONE('number')}\n`, 'kustomization.yaml:2 invalid-field'],
  ['text in the place of null', `${SOURCE}${TO_ONE('nothing')}\n`, 'kustomization.yaml:2 invalid-field'],
  ['text in the place of a boolean', `${SOURCE}${TO_ONE('flag')}\n`, 'kustomization.yaml:2 invalid-field'],
  [
    'a list that is split',
    `${SOURCE}${TO_ONE('keyed', '{delimiter: /}')}\n`,
    'kustomization.yaml:2 invalid-field',
  ],
  [
    'a path into a text that has no such field',
    `${SOURCE}${TO_ONE('text.x')}\n`,
    'kustomization.yaml:2 invalid-field',
  ],
])('%s is reported, and nothing changes', (...[, replacement, expected]) => {
  const context = smallContext()
  expect(printed(replaced(replacement, context))).toBe(printed(objectsIn(BASE)))
  expect(reported(context)).toEqual([expected])
})

test('a source is found by a name that it had', () => {
  const former = [{ kind: 'ConfigMap', namespace: 'team', name: 'before' }]
  const objects = objectsIn(BASE).map((object, index) => (index === 0 ? { ...object, former } : object))
  const replacement = setting(
    `source: {name: before, namespace: team, fieldPath: data.host}\n${TO_ONE('text')}\n`,
  )
  expect(printed(replacementTransformer({ replacements: [replacement] }, smallContext())(objects))).toContain(
    'text: db.example.com',
  )
})
