import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { suiteTest } from './shared.ts'
import { temporaryTree } from './temporary-tree.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const SCHEMAS = join(ROOT, 'schemas/charts')

function run(script: string, ...args: readonly string[]): { status: number | null; stdout: string } {
  return spawnSync(process.execPath, [join(ROOT, 'tools/charts', script), ...args], { encoding: 'utf8' })
}

/** `podinfo/6.9.4` for each schema. */
const NAMES = readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.json'))
  .map(name => name.replaceAll('\\', '/').replace(/\.json$/, ''))
  .sort()

suiteTest({ name: 'the schemas of charts are what the script makes', path: 'upstream', count: 1 }, () => {
  const { status, stdout } = run('charts.mjs', '--check')
  expect(stdout).toBe(`${String(NAMES.length + 1)} files are fresh.\n`)
  expect(status).toBe(0)
})

/** A version whose values are those of another one names its file. */
function schemaAt(name: string): unknown {
  const schema: unknown = JSON.parse(readFileSync(join(SCHEMAS, `${name}.json`), 'utf8'))
  if (typeof schema !== 'object' || schema === null || !('$ref' in schema)) return schema
  return schemaAt(`${name.slice(0, name.indexOf('/'))}/${String(schema.$ref).replace(/\.json$/, '')}`)
}

test.each(NAMES)('the schema of %s is one, and its source is named', name => {
  const schema = schemaAt(name)
  // A chart with a schema of its own may let pass at the top what it does not know.
  const isByHand = name.startsWith('app-template/')
  expect(schema).toMatchObject({ type: 'object', ...(isByHand ? {} : { additionalProperties: false }) })
  const ajv = new Ajv({ strict: false })
  expect(typeof schema === 'object' && schema !== null && ajv.validateSchema(schema)).toBe(true)
  const [chart = '', version = ''] = name.split('/')
  const notice = readFileSync(join(SCHEMAS, 'NOTICE'), 'utf8')
  expect(
    notice.split('\n\n').some(row => row.startsWith(`${chart}: `) && row.includes(`  ${version}: `)),
  ).toBe(true)
})

test('what a template reads and the schema does not have is printed with its files', () => {
  const folder = temporaryTree({
    'templates/deployment.yaml':
      '{{ .Values.replicaCount }} {{ .Values.ui.theme }} {{ .Values.affinity.any }} {{ .Values.AsMap }}',
    'templates/tests/a.yaml': '{{ $.Values.ui.theme }} {{ .Values.probes.readiness.extra | quote }}',
  })
  expect(run('read-keys.mjs', join(SCHEMAS, 'podinfo/6.9.4.json'), folder).stdout).toBe(
    'probes.readiness.extra  tests/a.yaml\nui.theme  deployment.yaml tests/a.yaml\n',
  )
})
