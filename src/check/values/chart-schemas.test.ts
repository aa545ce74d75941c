import { expect, test } from 'vitest'
import { ChartSchemas, type SchemaFiles } from './chart-schemas.ts'

const TEXTS: Readonly<Record<string, string>> = {
  'web/1.1.0.json': '{"properties":{"a":{"$ref":"#/definitions/1"}},"definitions":{"1":{"type":"string"}}}',
  'web/1.0.0.json': '{"$ref":"1.1.0.json"}',
}

/** The files of a chart, and the texts of them all. */
function files(read: SchemaFiles['read'], versions: readonly string[] = []): SchemaFiles {
  return { read, versions: () => versions }
}

test('a version whose values are those of another one has its schema, and each file is read once', () => {
  const read: string[] = []
  const schemas = new ChartSchemas(
    files(name => {
      read.push(name)
      return TEXTS[name]
    }),
  )
  const found = schemas.find('web', '1.0.0')
  expect(found).toEqual({
    root: { properties: { a: { $ref: '#/definitions/1' } } },
    definitions: { 1: { type: 'string' } },
  })
  expect(schemas.find('web', '1.1.0')).toBe(found)
  expect(schemas.find('web', '1.2.0')).toBeUndefined()
  expect(schemas.find('web', '1.2.0')).toBeUndefined()
  expect(read).toEqual(['web/1.0.0.json', 'web/1.1.0.json', 'web/1.2.0.json'])
})

test.each([
  ['..', '1.0.0'],
  ['a/../web', '1.0.0'],
  ['', '1.0.0'],
  ['web', '../web/1.0.0'],
])('no file is read for the chart `%s` in `%s`', (chart, version) => {
  const schemas = new ChartSchemas(
    files(name => {
      throw new Error(`${name} was read`)
    }),
  )
  expect(schemas.find(chart, version)).toBeUndefined()
  expect(schemas.near(chart, version)).toEqual([])
})

test.each([
  ['1.9.0', 2],
  ['v1.0.0', 2],
  ['2.0.0', 0],
  ['0.5.7', 2],
  ['0.6.0', 0],
  ['1.x', 2],
  ['>=1.0.0', 2],
  ['*', 2],
  ['>=3.0.0', 0],
  ['latest', 0],
])('near to %s are all schemas of the chart, or none: %i', (version, count) => {
  const schemas = new ChartSchemas(
    files(
      name => (name === 'web/0.5.0.json' ? '{"properties":{}}' : TEXTS[name]),
      ['0.5.0', '1.0.0', '1.1.0'],
    ),
  )
  expect(schemas.near('web', version)).toHaveLength(count)
})
