// Compares rendering in one process with kustomize started for each directory, in one run, alternating:
//   node bench/kustomize.mjs KUSTOMIZE FLEETS [ROUNDS]
// Only directories that kustomize itself builds are rendered, so both do the same work.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const [kustomize = 'kustomize', fleets = '../shared/fleets', rounds = '3'] = process.argv.slice(2)
const SCRIPT = fileURLToPath(new URL('render-all.mjs', import.meta.url))
const NAMES = ['home-ops-onedr0p', 'home-ops-bjw-s', 'radix-flux', 'management-cluster-bases']

for (const name of NAMES) {
  const fleet = join(fleets, name)
  const directories = kustomizations(fleet).filter(directory => buildsAt(join(fleet, directory)))
  const theirs = []
  const ours = []
  for (let round = 0; round < Number(rounds); round++) {
    theirs.push(timed(() => directories.forEach(directory => buildsAt(join(fleet, directory)))))
    ours.push(timed(() => spawnSync(process.execPath, [SCRIPT, fleet, directories.join(',')])))
  }
  const [a, b] = [median(theirs), median(ours)]
  process.stdout.write(
    `${name}: ${String(directories.length)} directories, kustomize ${a.toFixed(2)} s, fleetlint ${b.toFixed(2)} s, ${(a / b).toFixed(1)} times\n`,
  )
}

function buildsAt(directory) {
  const args = ['build', '--load-restrictor', 'LoadRestrictionsNone', directory]
  return spawnSync(kustomize, args, { maxBuffer: 1 << 30, env: { PATH: '/nonexistent' } }).status === 0
}

function timed(work) {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start) / 1e9
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function kustomizations(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /^(kustomization\.ya?ml|Kustomization)$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath)))
    .sort()
}
