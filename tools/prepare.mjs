// Builds after `npm ci`, and before npm packs a clone for someone who installs from Git. With `--global`, as pre-commit
// does it, npm runs this in a clone without a single dependency (npm/cli#8440): then they are installed here first.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const { npm_execpath: npm = '', ...inherited } = process.env

// What makes the npm above install globally must not reach the one below.
const GLOBAL = /^npm_config_(global|location|prefix|global_?prefix|local_?prefix|omit)$/i
const environment = Object.fromEntries(Object.entries(inherited).filter(([name]) => !GLOBAL.test(name)))

if (!existsSync(new URL('../node_modules/typescript/package.json', import.meta.url))) {
  run('ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund')
}
run('run', 'build')

function run(...args) {
  const { status } = spawnSync(process.execPath, [npm, ...args], {
    cwd: ROOT,
    env: environment,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
