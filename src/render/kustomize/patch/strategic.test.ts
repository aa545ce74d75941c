import { expect, test } from 'vitest'
import { nodeAt, objectsIn, parsed, printed, setting, writtenAt } from '../../../../test/kustomize-objects.ts'
import type { Mapping } from '../../../model/node.ts'
import type { KustomizeObject } from '../object.ts'
import { Refusal } from '../transformers/refusal.ts'
import { BUILT_IN_SCHEMA, type MergeSchema } from './merge-schema.ts'
import { openApiSchema } from './openapi-schema.ts'
import { strategicMerge } from './strategic.ts'

function patchOf(text: string): Mapping {
  const root = parsed(text).documents[0]?.root
  if (root?.kind !== 'map') throw new Error('no patch')
  return root
}

function merged(
  object: string,
  patch: string,
  schema: MergeSchema = BUILT_IN_SCHEMA,
): readonly KustomizeObject[] {
  return objectsIn(object).flatMap(found => {
    const node = strategicMerge(found.node, patchOf(patch), schema)
    return node === undefined ? [] : [{ ...found, node }]
  })
}

const POD = 'apiVersion: v1\nkind: Pod\n'

/** What a pod's spec becomes, on one line. */
function spec(old: string, patch: string): string {
  const text = printed(merged(`${POD}spec: ${old}\n`, `${POD}spec: ${patch}\n`))
  return text
    .replace(/^.*?spec:/s, '')
    .replace(/\s+/g, ' ')
    .trim()
}

test.each([
  [
    'items of the patch come first, in its order',
    '{containers: [{name: a}, {name: b}]}',
    '{containers: [{name: c}, {name: b, image: x}]}',
    'containers: - name: c - image: x name: b - name: a',
  ],
  [
    'a list without keys is replaced',
    '{tolerations: [{key: a}]}',
    '{tolerations: [{key: b}]}',
    'tolerations: - key: b',
  ],
  ['null removes a field', '{a: 1, b: 2}', '{a: null}', 'b: 2'],
  ['an old empty field goes, a null stays', '\n  a:\n  b: null', '{}', 'b: null'],
  ['null removes a keyed list', '{containers: [{name: a}], b: 1}', '{containers: null}', 'b: 1'],
  [
    '$patch: delete removes an item',
    '{containers: [{name: a}, {name: b}]}',
    '{containers: [{name: a, $patch: delete}]}',
    'containers: - name: b',
  ],
  ['$patch: delete removes a map', '{a: {b: 1}, c: 1}', '{a: {$patch: delete}}', 'c: 1'],
  ['$patch: replace replaces a map', '{a: {b: 1}}', '{a: {$patch: replace, c: 2}}', 'a: c: 2'],
  [
    '$patch: replace replaces a keyed list',
    '{containers: [{name: a}]}',
    '{containers: [{$patch: replace}, {name: b}]}',
    'containers: - name: b',
  ],
  [
    '$patch: delete empties a keyed list',
    '{containers: [{name: a}], b: 1}',
    '{containers: [{$patch: delete}]}',
    'b: 1',
  ],
  ['$patch: merge is only taken away', '{a: {b: 1}}', '{a: {$patch: merge, c: 2}}', 'a: b: 1 c: 2'],
  [
    '$patch: replace in an item does nothing',
    '{containers: [{name: a, image: x}]}',
    '{containers: [{name: a, $patch: replace, image: y}]}',
    'containers: - image: x name: a',
  ],
  [
    'nulls and directives in what is added are carried out',
    '{}',
    '{a: {b: null, c: {$patch: delete}, d: {}}}',
    'a: d: {}',
  ],
  ['a list without keys is not entered', '{}', '{a: [{b: null}]}', 'a: - b: null'],
  [
    'directives that kyaml does not know stay',
    '{a: {b: 1}}',
    '{a: {$retainKeys: [b], $setElementOrder/x: []}}',
    'a: $retainKeys: - b $setElementOrder/x: [] b: 1',
  ],
  ['an int in the place of quoted text is text', '{a: "1", b: 2}', '{a: 3, b: "4"}', 'a: "3" b: "4"'],
  [
    'ports are told apart by number and protocol, and keep their order',
    '{containers: [{name: a, ports: [{containerPort: 1, protocol: TCP}, {containerPort: 1, protocol: UDP}]}]}',
    '{containers: [{name: a, ports: [{containerPort: 1, protocol: UDP, name: x}]}]}',
    'containers: - name: a ports: - containerPort: 1 protocol: TCP - containerPort: 1 name: x protocol: UDP',
  ],
  [
    'a port that only differs by a missing protocol keeps its old value',
    '{containers: [{name: a, ports: [{containerPort: 1, protocol: TCP}]}]}',
    '{containers: [{name: a, ports: [{containerPort: 1, name: x}]}]}',
    'containers: - name: a ports: - containerPort: 1 protocol: TCP',
  ],
  [
    'an item without its key takes the named ones away',
    '{containers: [{name: a}]}',
    '{containers: [{image: x}]}',
    'containers: []',
  ],
] as const)('%s', (...[, old, patch, expected]) => {
  expect(spec(old, patch)).toBe(expected)
})

test('sets of scalars are united, the patch first', () => {
  const config = 'apiVersion: v1\nkind: ConfigMap\n'
  const text = printed(
    merged(`${config}metadata: {finalizers: [a, b]}`, `${config}metadata: {finalizers: [c, b]}`),
  )
  expect(text).toContain('finalizers:\n  - c\n  - b\n  - a\n')
})

const PORTS = '[{containerPort: 1, protocol: TCP}, {containerPort: "2", $patch: delete}]'

test.each([
  ['[{name: a}, {name: a, image: x}, {name: b, $patch: delete}]', '- image: x name: a'],
  ['[{$patch: delete}, {name: a}]', ''],
  ['[{$patch: replace}, {name: a}]', '- name: a'],
  [`[{name: a, ports: ${PORTS}}]`, '- name: a ports: - containerPort: 1 protocol: TCP - containerPort: "2"'],
])('containers %s that are added with all around them become %s', (containers, expected) => {
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nspec:'
  const patch = `${deployment} {template: {spec: {containers: ${containers}, nodeName: x}}}\n`
  const text = printed(merged(`${deployment} {paused: true}\n`, patch))
  const found = /containers:([^]*?)nodeName/.exec(text)?.[1] ?? ''
  expect(found.replace(/\s+/g, ' ').trim()).toBe(expected)
})

test('a custom resource merges maps and replaces lists, but an object inside it is known by its kind', () => {
  const thing = (name: string): string => `
apiVersion: x.io/v1
kind: Thing
spec:
  containers: [{name: ${name}}]
  template: {apiVersion: v1, kind: Pod, spec: {containers: [{name: ${name}}]}}
`
  const text = printed(merged(thing('a'), thing('b')))
  expect(text.match(/name: a/g)).toHaveLength(1)
  expect(text.match(/name: b/g)).toHaveLength(2)
})

test('merge keys can come from an OpenAPI document', () => {
  const document = setting(`
definitions:
  thing:
    x-kubernetes-group-version-kind: [{group: x.io, version: v1, kind: Thing}]
    properties: {spec: {$ref: '#/definitions/spec'}}
  spec:
    properties:
      parts:
        type: array
        items: {type: object}
        x-kubernetes-patch-strategy: merge
        x-kubernetes-patch-merge-key: id
      named: {additionalProperties: {$ref: '#/definitions/spec'}}
`)
  const thing = (id: string): string =>
    `{apiVersion: x.io/v1, kind: Thing, spec: {parts: [{id: ${id}}], named: {x: {parts: [{id: ${id}}]}}}}`
  const schema = openApiSchema(document, 'last')
  expect(printed(merged(thing('a'), thing('b'), schema)).match(/id: [ab]/g)).toEqual([
    'id: b',
    'id: a',
    'id: b',
    'id: a',
  ])
})

test.each([
  ['absent', ['b']],
  ['last', ['b', 'a']],
] as const)('a definition may lead to built-in ones (%s)', (builtIn, names) => {
  const document = setting(`
definitions:
  job:
    x-kubernetes-group-version-kind: [{group: x.io, version: v1, kind: Job}]
    properties: {spec: {$ref: '#/definitions/io.k8s.api.core.v1.PodSpec'}}
`)
  const job = (name: string): string =>
    `{apiVersion: x.io/v1, kind: Job, spec: {containers: [{name: ${name}}]}}`
  const objects = merged(job('a'), job('b'), openApiSchema(document, builtIn))
  expect(printed(objects).match(/(?<=name: )[ab]/g)).toEqual(names)
})

test.each([
  ['first', ['a', 'b']],
  ['last', ['b']],
] as const)('of two definitions of one name one counts (%s)', (builtIn, names) => {
  const document = setting(`
definitions:
  io.k8s.api.core.v1.PodSpec: {properties: {containers: {type: array}}}
  job:
    x-kubernetes-group-version-kind: [{group: x.io, version: v1, kind: Job}]
    properties: {spec: {$ref: '#/definitions/io.k8s.api.core.v1.PodSpec'}}
`)
  const job = (name: string): string =>
    `{apiVersion: x.io/v1, kind: Job, spec: {containers: [{name: ${name}}]}}`
  const objects = merged(job('a'), job('b'), openApiSchema(document, builtIn))
  expect(
    printed(objects)
      .match(/(?<=name: )[ab]/g)
      ?.toSorted(),
  ).toEqual(names)
})

test('a patch may delete the whole object', () => {
  expect(merged(`${POD}spec: {}`, `$patch: delete\n${POD}`)).toEqual([])
})

test('each value keeps the place where it was written', () => {
  const base = `${POD}metadata: {name: a}\nspec:\n  nodeName: x\n  containers:\n  - name: a\n    image: i\n`
  const patch = `${POD}metadata: {name: a}\nspec:\n  containers:\n  - name: a\n    args: [x]\n  replicas: 50\n`
  const objects = merged(base, patch)
  expect(writtenAt(objects, 'spec', 'nodeName')).toBe('base.yaml:5')
  expect(writtenAt(objects, 'spec', 'containers', 0, 'image')).toBe('base.yaml:8')
  expect(writtenAt(objects, 'spec', 'containers', 0, 'args', 0)).toBe('patch.yaml:7')
  expect(writtenAt(objects, 'spec', 'replicas')).toBe('patch.yaml:8')
})

test('what a patch does not touch is shared with the object', () => {
  const [object] = objectsIn(`${POD}spec: {containers: [{name: a}], volumes: [{name: v}]}`)
  if (object === undefined) throw new Error('no object')
  const node = strategicMerge(object.node, patchOf(`${POD}spec: {nodeName: x}`))
  expect(nodeAt(node, 'spec', 'containers')).toBe(nodeAt(object.node, 'spec', 'containers'))
})

test.each([
  ['{a: {b: 1}}', '{a: 5}'],
  ['{a: [b]}', '{a: {b: 1}}'],
  ['{a: 5}', '{a: []}'],
  ['{a: {b: 1}}', '{a: {$patch: keep}}'],
  ['{containers: [{name: a}]}', '{containers: [{$patch: keep}]}'],
  ['{containers: [{name: a}, b]}', '{containers: [{name: a}]}'],
])('%s refuses the patch %s', (old, patch) => {
  expect(() => spec(old, patch)).toThrow(Refusal)
})
