// Makes schemas/catalogue from the reference data beside the project; sources.mjs says what is added to it.
//
//   node tools/schemas/catalogue.mjs           writes the catalogue
//   node tools/schemas/catalogue.mjs --check   says whether it is fresh: exit code 1 where it is not
//
// It runs what `npm run build` has made. Without the reference data there is nothing to do.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { catalogueFiles } from '../../dist/check/schema/import/catalogue-files.js'
import { importedKinds } from '../../dist/check/schema/import/imported-kinds.js'
import { SOURCES } from './sources.mjs'

const CATALOGUE = fileURLToPath(new URL('../../schemas/catalogue/', import.meta.url))
const UPSTREAM = fileURLToPath(new URL('../../../shared/upstream/', import.meta.url))

/** Text by name of every file of the catalogue. */
function catalogue() {
  const files = new Map([['NOTICE', notice()]])
  for (const { system, kinds, releases, promoted = [], amend = kind => kind } of SOURCES) {
    const imported = releases.map(({ name, from }) => ({
      name,
      kinds: chosen(releaseKinds(from), kinds).map(amend),
    }))
    for (const promotion of promoted) promote(imported, promotion)
    for (const [name, text] of catalogueFiles(system, imported, { share: true })) files.set(name, text)
  }
  return files
}

/** A kind that stands in a later folder replaces that of an earlier one. */
function releaseKinds(folders) {
  const kinds = new Map()
  for (const folder of folders) {
    for (const name of readdirSync(join(UPSTREAM, folder)).sort()) {
      const path = `${folder}/${name}`
      for (const kind of importedKinds({ path, text: readFileSync(join(UPSTREAM, path), 'utf8') })) {
        kinds.set(`${kind.group}/${kind.version}/${kind.kind}`, kind)
      }
    }
  }
  return [...kinds.values()]
}

/** Adds a kind to a release, as an earlier one has it in another version; its status is left open. */
function promote(releases, { kind: name, from, to, fields }) {
  const kindsOf = release => releases.find(one => one.name === release).kinds
  const known = kindsOf(from.release).find(
    ({ group, kind, version }) => `${group}/${kind}` === name && version === from.version,
  )
  const target = kindsOf(to.release)
  if (target.some(({ group, kind, version }) => `${group}/${kind}` === name && version === to.version))
    throw new Error(`The reference data has ${name} ${to.version} now: it needs no promotion.`)
  const { properties } = known.schema
  const spec = { ...properties.spec, properties: { ...properties.spec.properties, ...fields } }
  const schema = { ...known.schema, properties: { ...properties, spec, status: 'any' } }
  target.push({ ...known, version: to.version, schema })
}

function chosen(imported, kinds) {
  return kinds === undefined
    ? imported
    : imported.filter(({ group, kind }) => kinds.includes(`${group}/${kind}`))
}

function notice() {
  const rows = SOURCES.map(({ system, licence, origin, releases, promoted = [] }) => {
    const from = releases.map(({ name, from }) => `  ${name}: ${from.join(', ')}`)
    const added = promoted.map(
      ({ kind, from, to, fields }) =>
        `  ${kind} ${to.version}: as ${from.version} of ${[from.release, ...Object.keys(fields)].join(', with ')}`,
    )
    return [`${system}: ${origin}`, `Licence of the source: ${licence}`, ...from, ...added].join('\n')
  })
  const head =
    'The schemas in this folder are made by tools/schemas/catalogue.mjs from the published interfaces of the systems\n' +
    'below: names, types, bounds and validation expressions of their fields. Descriptions are left out.'
  return `${[head, ...rows].join('\n\n')}\n`
}

function present(folder = '') {
  if (!existsSync(join(CATALOGUE, folder))) return []
  return readdirSync(join(CATALOGUE, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(CATALOGUE.length).replaceAll('\\', '/'))
}

function stale(files) {
  const differs = [...files].filter(
    ([name, text]) =>
      !existsSync(join(CATALOGUE, name)) || readFileSync(join(CATALOGUE, name), 'utf8') !== text,
  )
  return [...differs.map(([name]) => name), ...present().filter(name => !files.has(name))]
}

function write(files) {
  rmSync(CATALOGUE, { recursive: true, force: true })
  for (const [name, text] of files) {
    mkdirSync(dirname(join(CATALOGUE, name)), { recursive: true })
    writeFileSync(join(CATALOGUE, name), text)
  }
}

if (!existsSync(UPSTREAM)) {
  stdout.write('The catalogue was not compared: there is no reference data beside the project.\n')
  exit(0)
}
const files = catalogue()
if (argv.includes('--check')) {
  const names = stale(files)
  stdout.write(names.length === 0 ? `${files.size} files are fresh.\n` : `Stale: ${names.join(', ')}\n`)
  exit(names.length === 0 ? 0 : 1)
}
write(files)
stdout.write(`${files.size} files written.\n`)
