// Compares rendering in one process with kustomize started for each directory, in one run, alternating:
//   node bench/kustomize.mjs KUSTOMIZE FLEETS [ROUNDS]
// Only directories that kustomize itself builds are rendered, so both do the same work. The last line is all fleets in
// one process. `processor` compares user and system time of both, which a busy machine changes less than the clock;
// what V8 compiles and collects on other threads is in it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kustomizations, median, NAMES } from './fleets.mjs'

const [kustomize = 'kustomize', fleets = '../shared/fleets', rounds = '3'] = process.argv.slice(2)
const SCRIPT = fileURLToPath(new URL('render-all.mjs', import.meta.url))
/** Runs a command and writes what it took: seconds on the clock, of the user and of the system. */
const TIME = '/usr/bin/time'
const scratch = mkdtempSync(join(tmpdir(), 'fleetlint-bench-'))

try {
  const jobs = NAMES.map(name => jobOf(join(fleets, name)))
  const results = jobs.map(job => compared(job.name, [job]))
  results.push(compared('all in one process', jobs))
  for (const line of results) process.stdout.write(line)
} finally {
  rmSync(scratch, { recursive: true })
}

function jobOf(fleet) {
  const directories = kustomizations(fleet).filter(directory => build(join(fleet, directory)).status === 0)
  return { name: relative(fleets, fleet), fleet, directories }
}

function compared(name, jobs) {
  const theirs = []
  const ours = []
  const paths = jobs.flatMap(({ fleet, directories }) => directories.map(directory => join(fleet, directory)))
  const lists = jobs.map(({ fleet, directories }) => `${fleet}:${directories.join(',')}`)
  for (let round = 0; round < Number(rounds); round++) {
    theirs.push(timed('xargs', ['-d', '\\n', '-n', '1', kustomize, ...buildArguments()], paths.join('\n')))
    ours.push(timed(process.execPath, [SCRIPT, ...lists]))
  }
  const clock = [median(theirs.map(({ clock }) => clock)), median(ours.map(({ clock }) => clock))]
  const processor = [
    median(theirs.map(({ processor }) => processor)),
    median(ours.map(({ processor }) => processor)),
  ]
  return `${name}: ${String(paths.length)} directories\n${line('clock', clock)}${line('processor', processor)}`
}

function line(what, [theirs, ours]) {
  const times = `kustomize ${theirs.toFixed(2)} s, fleetlint ${ours.toFixed(2)} s`
  return `  ${what.padEnd(9)}  ${times}, ${(theirs / ours).toFixed(1)} times\n`
}

function buildArguments() {
  return ['build', '--load-restrictor', 'LoadRestrictionsNone']
}

function build(directory) {
  return spawnSync(kustomize, [...buildArguments(), directory], {
    maxBuffer: 1 << 30,
    env: { PATH: '/nonexistent' },
  })
}

function timed(command, args, input = '') {
  const file = join(scratch, 'time')
  const before = process.hrtime.bigint()
  const run = ['-f', '%U %S', '-o', file, command, ...args]
  const { status, stdout } = spawnSync(TIME, run, { input, maxBuffer: 1 << 30 })
  if (stdout.includes(' directories, ') && !stdout.includes(', 0 do not build'))
    throw new Error(String(stdout))
  const clock = Number(process.hrtime.bigint() - before) / 1e9
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}.`)
  const [user, system] = readFileSync(file, 'utf8').trim().split(' ').map(Number)
  return { clock, processor: user + system }
}
