// What each stage of `check` costs in a cold process, as median processor time (user) in milliseconds:
//   npm run build && node bench/stages.mjs FLEET [ROUNDS]
// and which files a cold `check` loads:
//   node bench/stages.mjs FLEET loaded
// `load` is what importing a room costs after the rooms before it; what a room imports later counts as its work.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const DIST = new URL('../dist/', import.meta.url)
const ROOT = fileURLToPath(new URL('../', import.meta.url))
const CHECKERS = [
  ['rules', 'check/rules/checker.js', 'ruleChecker'],
  ['schema', 'check/schema/checker.js', 'schemaChecker'],
  ['values', 'check/values/checker.js', 'valuesChecker'],
  ['versions', 'check/versions/index.js', 'versionChecker'],
  ['policy', 'check/policy/index.js', 'policyChecker'],
]

const [fleet = '.', mode = '7'] = process.argv.slice(2)
if (mode === 'once') process.stdout.write(JSON.stringify(await once()))
else if (mode === 'loaded') printLoaded()
else printMedians(Number(mode))

function printMedians(rounds) {
  const runs = []
  for (let round = 0; round < rounds; round++) {
    const { stdout } = spawnSync(process.execPath, [process.argv[1], fleet, 'once'], { encoding: 'utf8' })
    runs.push(JSON.parse(stdout))
  }
  for (const [index, [stage]] of runs[0].entries()) {
    const times = runs.map(run => run[index][1]).sort((a, b) => a - b)
    process.stdout.write(`${times[rounds >> 1].toFixed(0).padStart(6)}  ${stage}\n`)
  }
}

/** The steps of `src/commands/check.ts` and `src/commands/lint.ts`, one at a time. */
async function once() {
  const times = []
  const timed = async (stage, work) => {
    const before = process.cpuUsage().user
    const result = await work()
    times.push([stage, (process.cpuUsage().user - before) / 1000])
    return result
  }
  const load = path => import(new URL(path, DIST).href)
  times.push(['node, until the first line', process.cpuUsage().user / 1000])

  const [{ openRepository }, { Documents }] = await timed('load read', () =>
    Promise.all([load('read/repository.js'), load('read/documents.js')]),
  )
  const [{ resolveFleet }, { Artifacts }] = await timed('load render and link', () =>
    Promise.all([load('link/resolve.js'), load('render/flux/artifact/artifacts.js')]),
  )
  const checkers = []
  for (const [name, path, constant] of CHECKERS)
    checkers.push([name, (await timed(`load check/${name}`, () => load(path)))[constant]])
  const lint = await timed('load settle and the command', () =>
    Promise.all(['settle/settle.js', 'settle/exemptions/apply.js', 'commands/check.js'].map(load)),
  )
  const { pretty } = await timed('load report/pretty', () => load('report/pretty.js'))

  const repository = openRepository(fleet, 'git')
  const { configOf } = await load('commands/load.js')
  const config = await timed('configuration', () => configOf(repository))
  const documents = new Documents(repository)
  const includes = path => !config.output.isIgnored(path)
  await timed('read', () => {
    for (const path of repository.files())
      if (/\.ya?ml$/.test(path) && includes(path)) documents.parse(path, 'resource')
  })
  const artifacts = new Artifacts()
  const resolved = await timed('render and link', () =>
    resolveFleet(documents, {
      ...config.render,
      includes,
      artifact: (within, request) => artifacts.of(within, request),
    }),
  )
  const checked = []
  for (const [name, checker] of checkers)
    checked.push(await timed(`check/${name}`, () => checker.check(resolved, config.rules)))
  const report = await timed('settle', () => settled(lint, { resolved, config, checked }))
  await timed('report', () => pretty.render(report, { color: false, width: 80 }))
  return [...times, ['together', process.cpuUsage().user / 1000]]
}

async function settled([{ settle }, { applyExemptions }], { resolved, config, checked }) {
  const rules = checked.flatMap(({ rules }) => rules)
  const exempted = await applyExemptions({
    fleet: resolved,
    raised: checked.flatMap(({ raised }) => raised),
    ruleIds: new Set(rules.map(({ id }) => id)),
    severities: config.rules,
    asOf: '2026-01-01',
    hasFailures: false,
  })
  const builds = [...resolved.clusters, { builds: resolved.standalone }].flatMap(({ builds }) => builds)
  return settle({
    fleet: resolved,
    raised: exempted.raised,
    ignored: [],
    gaps: [...builds, ...checked].flatMap(({ gaps }) => gaps),
    failures: [],
    rules: [...rules, ...exempted.rules],
    counts: { files: 0, documents: 0, objects: 0, kustomizations: 0, helmReleases: 0, clusters: 0 },
    clusters: [],
    tool: { name: 'fleetlint', version: '0' },
    selected: undefined,
    reportPrefix: undefined,
  })
}

/** Every script that ran in `check`, folder by folder, and every file of the package that was read as data. */
function printLoaded() {
  const directory = mkdtempSync(join(tmpdir(), 'fleetlint-loaded-'))
  const reads = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
    const { readFileSync } = fs
    fs.readFileSync = (file, ...rest) => {
      const name = file instanceof URL ? file.pathname : String(file)
      if (/\\/(schemas|policies)\\//.test(name) && file instanceof URL) process.stderr.write('read ' + name + '\\n')
      return readFileSync(file, ...rest)
    }
    for (const name of ['compile', 'instantiate']) {
      const before = WebAssembly[name]
      WebAssembly[name] = (...args) => { process.stderr.write('WebAssembly.' + name + '\\n'); return before(...args) }
    }
    syncBuiltinESMExports()`
  const { stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(reads)}`,
      fileURLToPath(new URL('bin.js', DIST)),
      'check',
      fleet,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, NODE_V8_COVERAGE: directory } },
  )
  const urls = readdirSync(directory).flatMap(name =>
    JSON.parse(readFileSync(join(directory, name), 'utf8')).result.map(({ url }) => url),
  )
  rmSync(directory, { recursive: true })
  const counts = new Map()
  for (const url of urls.filter(url => url.startsWith('file:'))) {
    const room = /node_modules\/[^/]+|dist\/(?:(?:check|render)\/)?[^/]+/.exec(url)?.[0] ?? url
    counts.set(room, (counts.get(room) ?? 0) + 1)
  }
  for (const [room, count] of [...counts].sort())
    process.stdout.write(`${String(count).padStart(5)}  ${room}\n`)
  process.stdout.write(stderr.replaceAll(ROOT, ''))
}
