import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'

const SCHEMAS = fileURLToPath(new URL('../schemas/', import.meta.url))
const NAMES = readdirSync(SCHEMAS).filter(name => name.endsWith('.schema.json'))

test.each(NAMES)('%s is a JSON Schema', name => {
  const ajv = new Ajv2020({ strict: true })
  const schema: unknown = JSON.parse(readFileSync(`${SCHEMAS}${name}`, 'utf8'))
  expect(ajv.validateSchema(schema as object)).toBe(true)
  expect(ajv.validateSchema({ ...(schema as object), type: 'map' })).toBe(false)
})

test('there is one for each kind of document that we read or write', () => {
  expect(NAMES).toEqual([
    'config.schema.json',
    'diff.schema.json',
    'exemption.schema.json',
    'graph.schema.json',
    'report.schema.json',
    'version-matrix.schema.json',
  ])
})
