// Makes schemas/charts from the charts' own defaults and schemas in the reference data beside the project, and from what
// is written by hand in written/. docs/charts.md says how to add a chart.
//
//   node tools/charts/charts.mjs           writes the schemas
//   node tools/charts/charts.mjs --check   says whether they are fresh: exit code 1 where they are not
//
// Without the reference data there is nothing to do.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { withoutReferences } from './references.mjs'
import { schemaText } from './schema-text.mjs'
import { valuesSchema } from './values-schema.mjs'
import { appTemplate } from './written/app-template/index.mjs'

const SCHEMAS = fileURLToPath(new URL('../../schemas/charts/', import.meta.url))
const SOURCES = new URL('sources/', import.meta.url)
const UPSTREAM = fileURLToPath(new URL('../../../shared/upstream/', import.meta.url))

/** What stands in sources/, by the name of the chart. */
async function sources() {
  const names = readdirSync(SOURCES).filter(name => name.endsWith('.mjs'))
  const modules = await Promise.all(names.sort().map(name => import(new URL(name, SOURCES).href)))
  return modules.flatMap(module => Object.values(module))
}

const WRITTEN = [appTemplate]

/** Text by name of every file. */
function files(charts) {
  const texts = new Map([['NOTICE', notice(charts)], ...writtenFiles()])
  for (const { chart, releases, keys: common = [], ...facts } of charts) {
    const versions = new Map()
    for (const { version, from, keys = [] } of releases.toReversed()) {
      const text = schemaOf({ chart, from }, { ...facts, keys: [...common, ...keys] })
      const same = versions.get(text)
      texts.set(`${chart}/${version}.json`, same === undefined ? text : `{"$ref":"${same}.json"}\n`)
      if (same === undefined) versions.set(text, version)
    }
  }
  return texts
}

function* writtenFiles() {
  for (const { chart, lines } of WRITTEN) {
    for (const { versions, schema } of lines) {
      const [first, last] = [versions[0], versions.at(-1)]
      const $comment = `Written by hand, for ${first} to ${last}: tools/charts/written/${chart}`
      const text = schemaText({ $comment, ...schema }, `Values of the chart ${chart}`)
      for (const version of versions)
        yield [`${chart}/${version}.json`, version === last ? text : `{"$ref":"${last}.json"}\n`]
    }
  }
}

function schemaOf({ chart, from }, facts) {
  const folder = join(UPSTREAM, from)
  const own = join(folder, 'values.schema.json')
  const manifest = join(folder, 'Chart.yaml')
  const { dependencies = [] } = existsSync(manifest) ? parse(readFileSync(manifest, 'utf8')) : {}
  const values = readFileSync(join(folder, 'values.yaml'), 'utf8')
  const schema = valuesSchema(
    {
      values,
      schema: existsSync(own) ? withoutReferences(JSON.parse(readFileSync(own, 'utf8'))) : undefined,
      dependencies: dependencies.map(({ name, alias }) => alias ?? name),
    },
    facts,
  )
  mustTake(schema, withoutNulls(parse(values)), from)
  return schemaText(schema, `Values of the chart ${chart}`)
}

/** A schema that refuses the chart's own defaults is wrong. */
function mustTake(schema, values, from) {
  const ajv = new Ajv({ allErrors: true, strict: false })
  if (ajv.validate(schema, values)) return
  throw new Error(`The schema of ${from} refuses the chart's defaults: ${ajv.errorsText()}.`)
}

function withoutNulls(value) {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, child]) => child !== null)
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutNulls(child)]))
}

function notice(charts) {
  const rows = charts.map(({ chart, licence, origin, releases }) =>
    [
      `${chart}: ${origin}`,
      `Licence of the source: ${licence}`,
      ...releases.map(({ version, from }) => `  ${version}: ${from}`),
    ].join('\n'),
  )
  const head =
    'The schemas in this folder are made by tools/charts/charts.mjs from the default values and the values schemas of\n' +
    'the charts below: names, types and allowed values of their options. Descriptions are left out.'
  const byHand =
    'Those of the charts below are written by hand, in tools/charts/written, after what the source says of names, types\n' +
    'and allowed values. No text of the source is in them.'
  const writtenRows = WRITTEN.map(({ chart, licence, origin, lines }) =>
    [
      `${chart}: ${origin}`,
      `Licence of the source: ${licence}`,
      ...lines.flatMap(({ versions }) => versions).map(version => `  ${version}: written by hand`),
    ].join('\n'),
  )
  return `${[head, ...rows, byHand, ...writtenRows].join('\n\n')}\n`
}

function present() {
  if (!existsSync(SCHEMAS)) return []
  return readdirSync(SCHEMAS, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(SCHEMAS.length).replaceAll('\\', '/'))
}

function stale(texts) {
  const differs = [...texts].filter(
    ([name, text]) => !existsSync(join(SCHEMAS, name)) || readFileSync(join(SCHEMAS, name), 'utf8') !== text,
  )
  return [...differs.map(([name]) => name), ...present().filter(name => !texts.has(name))]
}

function write(texts) {
  rmSync(SCHEMAS, { recursive: true, force: true })
  for (const [name, text] of texts) {
    mkdirSync(dirname(join(SCHEMAS, name)), { recursive: true })
    writeFileSync(join(SCHEMAS, name), text)
  }
}

if (!existsSync(UPSTREAM)) {
  stdout.write('The schemas of charts were not compared: there is no reference data beside the project.\n')
  exit(0)
}
const texts = files(await sources())
if (argv.includes('--check')) {
  const names = stale(texts)
  stdout.write(names.length === 0 ? `${texts.size} files are fresh.\n` : `Stale: ${names.join(', ')}\n`)
  exit(names.length === 0 ? 0 : 1)
}
write(texts)
stdout.write(`${texts.size} files written.\n`)
