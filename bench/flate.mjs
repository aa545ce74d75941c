// Compares `render --cluster` with `flate build ks` on every cluster of every fleet, object by object, then times both:
//   npm run build && node bench/flate.mjs FLATE FLEETS [ROUNDS]
// flate renders Git repositories, so each fleet is copied into one of its own. Sources and charts that need a network
// fail in flate; what of a Kustomization it prints nevertheless is compared, Kustomization by Kustomization.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { parseAllDocuments } from 'yaml'
import { loadedFleet } from '../dist/commands/load.js'
import { printed } from '../dist/commands/render-directory.js'
import { openRepository } from '../dist/read/repository.js'

const [flate = 'flate', fleets = '../shared/fleets', rounds = '5'] = process.argv.slice(2)
const BIN = fileURLToPath(new URL('../dist/bin.js', import.meta.url))
const OWNER = 'kustomize.toolkit.fluxcd.io'
const LIKE_WITH_LIKE = [
  '--skip-secrets=false',
  '--skip-crds=false',
  '--no-progress',
  '--source-retry-attempts=1',
]

const work = mkdtempSync(join(tmpdir(), 'fleetlint-flate-'))
const sums = { kustomizations: 0, equalKustomizations: 0, objects: 0, equalObjects: 0 }
for (const { name } of readdirSync(fleets, { withFileTypes: true }).filter(entry => entry.isDirectory())) {
  const fleet = copied(resolve(fleets, name), join(work, name))
  const { clusters } = await loadedFleet(openRepository(fleet, 'git'))
  for (const cluster of clusters) {
    print(`${name} ${cluster.path}`)
    compare(fleet, cluster)
    time(fleet, cluster)
  }
}
print(JSON.stringify(sums))
rmSync(work, { recursive: true })

function compare(fleet, cluster) {
  const theirs = byOwner(run(flate, flateArgs(cluster, join(work, 'warm')), fleet).stdout)
  const ours = byOwner(ownText(fleet, cluster))
  for (const owner of new Set([...theirs.keys(), ...ours.keys()])) {
    const [a, b] = [theirs.get(owner), ours.get(owner)]
    if (a === undefined || b === undefined) {
      print(
        `  ${owner}: only ${a === undefined ? 'fleetlint' : 'flate'} renders it (${(a ?? b).size} objects)`,
      )
      continue
    }
    const differences = [...new Set([...a.keys(), ...b.keys()])].flatMap(id =>
      difference(id, a.get(id), b.get(id)),
    )
    sums.kustomizations++
    sums.objects += a.size
    sums.equalObjects += [...a].filter(([id, object]) => isDeepStrictEqual(object, b.get(id))).length
    if (differences.length === 0) sums.equalKustomizations++
    for (const text of differences) print(`  ${owner}: ${text}`)
  }
}

/** What the cluster gets; where something of it cannot be rendered, what every Kustomization but that gives. */
function ownText(fleet, { path, builds }) {
  const whole = run(process.execPath, [BIN, 'render', fleet, '--cluster', path], fleet)
  if (whole.status === 0) return whole.stdout
  const sound = builds.filter(({ problems, gaps }) => problems.length === 0 && gaps.every(isHarmless))
  return printed(sound.flatMap(({ resources }) => resources.map(({ node }) => node)))
}

function isHarmless({ reason }) {
  return reason !== 'remote-base'
}

/** Objects by id, by the Kustomization that their labels name. */
function byOwner(text) {
  const owners = new Map()
  for (const document of parseAllDocuments(text, { schema: 'core', logLevel: 'silent', maxAliasCount: -1 })) {
    const object = document.toJS({ maxAliasCount: -1 })
    if (object?.metadata === undefined) continue
    const { apiVersion, kind, metadata } = object
    const owner = `${metadata.labels?.[`${OWNER}/namespace`] ?? '?'}/${metadata.labels?.[`${OWNER}/name`] ?? '?'}`
    if (!owners.has(owner)) owners.set(owner, new Map())
    owners.get(owner).set(`${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`, object)
  }
  return owners
}

function difference(id, theirs, ours) {
  if (theirs === undefined) return [`only fleetlint has ${id}`]
  if (ours === undefined) return [`only flate has ${id}`]
  return isDeepStrictEqual(theirs, ours) ? [] : [`${id} differs at ${firstPath(theirs, ours)}`]
}

function firstPath(a, b, path = '') {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return `${path || '/'}: flate ${JSON.stringify(a)}, fleetlint ${JSON.stringify(b)}`
  const key = [...new Set([...Object.keys(a), ...Object.keys(b)])].find(
    one => !isDeepStrictEqual(a[one], b[one]),
  )
  return firstPath(a[key], b[key], `${path}/${key}`)
}

/** Medians of alternating runs, start-up included: flate with nothing cached, with everything cached, and fleetlint. */
function time(fleet, cluster) {
  const runs = { 'flate cold': [], 'flate warm': [], fleetlint: [] }
  for (let round = 0; round < Number(rounds); round++) {
    const fresh = join(work, `cold-${round}`)
    runs['flate cold'].push(timed(flate, flateArgs(cluster, fresh), fleet))
    rmSync(fresh, { recursive: true, force: true })
    runs['flate warm'].push(timed(flate, flateArgs(cluster, join(work, 'warm')), fleet))
    runs.fleetlint.push(timed(process.execPath, [BIN, 'render', fleet, '--cluster', cluster.path], fleet))
  }
  for (const [who, times] of Object.entries(runs)) {
    const [wall, cpu] = ['wall', 'cpu'].map(key => median(times.map(one => one[key])).toFixed(2))
    print(`  ${who}: ${wall} s, processor ${cpu} s`)
  }
}

function flateArgs(cluster, cache) {
  mkdirSync(cache, { recursive: true })
  return [
    'build',
    'ks',
    '--path',
    cluster.path === '' ? '.' : cluster.path,
    ...LIKE_WITH_LIKE,
    `--cache-dir=${cache}`,
  ]
}

/** The wall clock, and the processor time of the command and all that it starts, as the shell counts it. */
function timed(command, args, cwd) {
  const script = '"$@" >/dev/null 2>&1; times'
  const start = process.hrtime.bigint()
  const { stdout } = spawnSync('sh', ['-c', script, 'sh', command, ...args], { cwd, encoding: 'utf8' })
  const wall = Number(process.hrtime.bigint() - start) / 1e9
  const children = stdout.trim().split('\n').at(-1) ?? ''
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, m, s]) => sum + m * 60 + Number(s),
    0,
  )
  return { wall, cpu }
}

function run(command, args, cwd) {
  return spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30 })
}

function copied(from, to) {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { cwd: to })
  git('init', '-q')
  git('add', '-A', '-f')
  git('commit', '-q', '-m', 'as it is')
  return to
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function print(text) {
  process.stdout.write(`${text}\n`)
}
