// Puts the program and what it depends on into few files: opening some 300 modules takes longer than most runs.
// `dist/bin.js` and `dist/index.js` become entries of `dist/bundle/`; what a run may not need is a file of its own there.
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const DIST = `${ROOT}dist/`

/** What every command loads, apart from the entry that alone prints the version. */
const ENGINE = [
  'src/cli/main.ts',
  'src/read/host.ts',
  'src/read/today.ts',
  'src/read/documents.ts',
  'src/commands/render-directory.ts',
  'src/report/index.ts',
]
/** What every command loads that resolves a fleet. */
const FLEET = ['src/commands/load.ts']
/** What most runs load. */
const CORE = ['src/commands/check.ts', 'src/report/pretty.ts']

/**
 * V8 of Node 20 gives every object that begins with a spread and goes on with keys a hidden class of its own. The state of
 * js-yaml's parser is such an object, and whatever reads it then looks its keys up one by one: with the spread at the end
 * parsing takes a third less. Nothing else changes: no option has the name of another key.
 */
const oneClassOfState = {
  name: 'one-class-of-state',
  transform(code, id) {
    if (!/[\\/]node_modules[\\/]js-yaml[\\/]/.test(id)) return undefined
    const spread =
      /(const state = \{)(\s*\.\.\.DEFAULT_PARSER_OPTIONS,\s*\.\.\.options),(.*?events: \[\])(\s*\};)/gs
    if ([...code.matchAll(spread)].length !== 1)
      throw new Error('The state of js-yaml is not what it was: look whether one spread still begins it.')
    return { code: code.replace(spread, '$1$3,$2$4') }
  },
}

const entries = { bin: 'src/bin.ts', index: 'src/index.ts' }
const version = await modulesOf(['src/read/manifest.ts'])
const engine = await modulesOf(ENGINE)
const fleet = await modulesOf(FLEET)
const core = await modulesOf(CORE)

rmSync(`${DIST}bundle`, { recursive: true, force: true })
const build = await rolldown({ cwd: ROOT, input: entries, platform: 'node', plugins: [oneClassOfState] })
const { output } = await build.write({
  dir: DIST,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'bundle/[name].js',
  codeSplitting: {
    groups: [
      { name: 'version', test: id => version.has(id) },
      { name: 'engine', test: id => engine.has(id) },
      { name: 'fleet', test: id => fleet.has(id) },
      { name: 'core', test: id => core.has(id) },
      { name: 'opa-wasm', test: /node_modules[\\/](?:@open-policy-agent|sprintf-js)[\\/]/ },
      { name: 'ajv', test: /node_modules[\\/](?:ajv|fast-uri|fast-deep-equal|json-schema-traverse)[\\/]/ },
    ],
  },
})
await build.close()

// npm's links to `bin` need the executable bit when they point into this folder.
chmodSync(`${DIST}bin.js`, 0o755)
writeFileSync(`${DIST}bundle/LICENSES.txt`, licences(packagesOf(output)))

/** The modules that importing `files` loads, without those that are imported when they are needed. */
async function modulesOf(files) {
  const build = await rolldown({ cwd: ROOT, input: files, platform: 'node', logLevel: 'silent' })
  const { output } = await build.generate({ format: 'esm' })
  await build.close()
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map(chunk => [chunk.fileName, chunk]))
  const waiting = [...chunks.values()].filter(chunk => chunk.isEntry)
  for (const { imports } of waiting)
    for (const name of imports) {
      const chunk = chunks.get(name)
      if (chunk !== undefined && !waiting.includes(chunk)) waiting.push(chunk)
    }
  return new Set(waiting.flatMap(({ moduleIds }) => moduleIds))
}

/** The directories of the packages that a part of the bundle comes from. */
function packagesOf(chunks) {
  const modules = chunks.flatMap(chunk => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
  const directories = modules.flatMap(
    path => /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path) ?? [],
  )
  return [...new Set(directories)].sort()
}

function licences(packages) {
  return packages.map(licence).join('\n')
}

function licence(directory) {
  const { name, version, license } = JSON.parse(readFileSync(`${directory}/package.json`, 'utf8'))
  const file = readdirSync(directory).find(entry => /^licen[cs]e/i.test(entry))
  if (file === undefined || !existsSync(`${directory}/${file}`))
    throw new Error(`The package ${name} has no file with its licence.`)
  const text = readFileSync(`${directory}/${file}`, 'utf8').trim()
  return `${name} ${version}, ${license}\n\n${text}\n`
}
