import { expect, test } from 'vitest'
import { ChartSchemas } from './chart-schemas.ts'

const TEXTS: Readonly<Record<string, string>> = {
  'web/1.1.0.json': '{"properties":{"a":{"$ref":"#/definitions/1"}},"definitions":{"1":{"type":"string"}}}',
  'web/1.0.0.json': '{"$ref":"1.1.0.json"}',
}

test('a version whose values are those of another one has its schema, and each file is read once', () => {
  const read: string[] = []
  const schemas = new ChartSchemas(name => {
    read.push(name)
    return TEXTS[name]
  })
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
  const schemas = new ChartSchemas(name => {
    throw new Error(`${name} was read`)
  })
  expect(schemas.find(chart, version)).toBeUndefined()
})
