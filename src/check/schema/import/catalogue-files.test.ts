import { expect, test } from 'vitest'
import { Catalogue } from '../catalogue.ts'
import { catalogueFiles } from './catalogue-files.ts'
import { importCrd } from './crd.ts'
import { importOpenApi } from './openapi.ts'

const REFERENCE = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1 },
    namespace: { type: 'string', description: 'Where.' },
  },
}

function definition(kind: string, fields: Readonly<Record<string, unknown>>): unknown {
  const schema = {
    type: 'object',
    properties: { metadata: { type: 'object' }, spec: { properties: fields } },
  }
  return {
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'example.com',
      names: { kind },
      scope: 'Namespaced',
      versions: [{ name: 'v1', schema: { openAPIV3Schema: schema } }],
    },
  }
}

const lamp = importCrd(definition('Lamp', { source: REFERENCE, sink: REFERENCE }))
const plug = importCrd(definition('Plug', { source: REFERENCE, on: { type: 'boolean' } }))

test('the same kinds give the same bytes in whatever order they come', () => {
  const one = catalogueFiles('light', [{ name: '1', kinds: [...lamp, ...plug] }], { share: true })
  const other = catalogueFiles('light', [{ name: '1', kinds: [...plug, ...lamp] }], { share: true })
  expect([...other]).toEqual([...one])
  expect([...one.keys()]).toEqual([
    'example.com/Lamp_v1.json',
    'example.com/Plug_v1.json',
    'shared/light.json',
  ])
})

test('what two kinds have in common stands once, in the shared file', () => {
  const files = catalogueFiles('light', [{ name: '1', kinds: [...lamp, ...plug] }], { share: true })
  const texts = [...files.values()].filter(text => text.includes('minLength'))
  expect(texts).toEqual([files.get('shared/light.json')])
  expect(texts.join('').match(/minLength/g)).toHaveLength(1)
})

test('without a shared file each kind stands on its own', () => {
  const files = catalogueFiles('light', [{ name: '1', kinds: [...lamp, ...plug] }], { share: false })
  expect([...files.keys()]).toEqual(['example.com/Lamp_v1.json', 'example.com/Plug_v1.json'])
  for (const text of files.values()) expect(text).toContain('minLength')
})

test('no sentence of a source is kept', () => {
  for (const text of catalogueFiles('light', [{ name: '1', kinds: lamp }], { share: false }).values())
    expect(text).not.toContain('Where.')
})

test.each([
  [undefined, '1.10'],
  ['1.9', '1.9'],
  ['1.2', '1.9'],
  ['1.9.5', '1.10'],
  ['2.0', '1.10'],
])('of a cluster with release %s counts the schema of %s', (wanted, expected) => {
  const releases = ['1.10', '1.9'].map(name => ({
    name,
    kinds: importCrd(definition('Lamp', { [`since-${name}`]: { type: 'string' } })),
  }))
  const files = catalogueFiles('light', releases, { share: false })
  const catalogue = new Catalogue(name => files.get(name))
  const id = { group: 'example.com', version: 'v1', kind: 'Lamp' }
  const found = catalogue.find(id, new Map(wanted === undefined ? [] : [['light', wanted]]))
  expect(JSON.stringify(found?.schema)).toContain(`since-${expected}"`)
})

test('a definition that holds itself is referred to by its id', () => {
  const tree = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      below: { type: 'array', items: { $ref: '#/definitions/io.k8s.Tree' } },
    },
  }
  const kind = {
    type: 'object',
    properties: { spec: { $ref: '#/definitions/io.k8s.Tree' } },
    'x-kubernetes-group-version-kind': [{ group: 'example.com', version: 'v1', kind: 'Forest' }],
  }
  const kinds = importOpenApi({ definitions: { 'io.k8s.Tree': tree, 'io.k8s.Forest': kind } })
  const files = catalogueFiles('wood', [{ name: '1', kinds }], { share: false })
  const catalogue = new Catalogue(name => files.get(name))
  const found = catalogue.find({ group: 'example.com', version: 'v1', kind: 'Forest' }, new Map())
  const text = files.get('example.com/Forest_v1.json') ?? ''
  const id = /"items":"#([0-9a-f]{8})"/.exec(text)?.[1] ?? ''
  expect(found?.definitions.get(id)).toEqual({
    properties: { below: { items: `#${id}` }, name: 'string' },
  })
})

test('a name that leads out of the catalogue has no file', () => {
  const kinds = importCrd(definition('../../secret', {}))
  expect(catalogueFiles('light', [{ name: '1', kinds }], { share: false }).size).toBe(0)
})
