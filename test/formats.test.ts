import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { suiteTest } from './shared.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const WORKFLOWS = readdirSync(join(ROOT, '.github/workflows')).map(name => `.github/workflows/${name}`)

function contentOf(file: string): unknown {
  return parse(readFileSync(join(ROOT, file), 'utf8'))
}

function validator(directory: string, schema: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  return ajv.compile(JSON.parse(readFileSync(join(directory, schema), 'utf8')) as object)
}

function expectValid(validate: ValidateFunction, file: string): void {
  validate(contentOf(file))
  expect({ file, errors: validate.errors }).toEqual({ file, errors: null })
}

const suite = (name: string, count: number) => ({ name, path: 'upstream/formats', count })

suiteTest(suite('action.yml is what GitHub calls an action', 1), directory => {
  const validate = validator(directory, 'github-action.json')
  expectValid(validate, 'action.yml')
  expect(validate({ name: 'fleetlint', runs: { using: 'composite' } })).toBe(false)
})

suiteTest(suite('the hook file is what pre-commit reads', 1), directory => {
  const validate = validator(directory, 'pre-commit-hooks.json')
  expectValid(validate, '.pre-commit-hooks.yaml')
  expect(validate([{ id: 'fleetlint', name: 'fleetlint', language: 'node' }])).toBe(false)
})

suiteTest(suite('every workflow is one', WORKFLOWS.length), directory => {
  const validate = validator(directory, 'github-workflow.json')
  expect(WORKFLOWS.length).toBeGreaterThanOrEqual(2)
  for (const file of WORKFLOWS) expectValid(validate, file)
  expect(validate({ on: 'push', jobs: { test: { steps: [] } } })).toBe(false)
})

test.each(WORKFLOWS)('%s gives no permission to all of its jobs and pins what it uses', file => {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action)
  const { permissions } = contentOf(file) as { permissions: object }
  expect(permissions).toEqual({})
  expect(used.length).toBeGreaterThan(0)
  expect(used.filter(action => action !== './' && !/@[0-9a-f]{40}$/.test(action))).toEqual([])
})

test('no script of the action or of a workflow is made of what a pull request may write', () => {
  const scripts = ['action.yml', ...WORKFLOWS].flatMap(file => runsIn(contentOf(file)))
  expect(scripts.length).toBeGreaterThanOrEqual(5)
  expect(scripts.filter(script => script.includes('${{'))).toEqual([])
})

/** Every `run:` text in a document. */
function runsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(runsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    key === 'run' && typeof child === 'string' ? [child] : runsIn(child),
  )
}
