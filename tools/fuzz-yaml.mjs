// Compares how fleetlint and kustomize read and print YAML, on documents made from a seed.
// Usage: npm run build && node tools/fuzz-yaml.mjs KUSTOMIZE [COUNT] [SEED]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRepository } from '../dist/read/repository.js'
import { Documents } from '../dist/read/documents.js'
import { buildKustomization } from '../dist/render/kustomize/build.js'
import { emitYaml } from '../dist/render/yaml/emit.js'

const [kustomize, count = '500', seed = '1'] = process.argv.slice(2)
if (kustomize === undefined) throw new Error('the first argument names the kustomize binary')

const HEAD = 'apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: t\n'
const WORDS = [
  'a',
  'b c',
  '1',
  '0x1F',
  '1e3',
  'yes',
  'null',
  '~',
  '2001-01-01',
  'x: y',
  'x #y',
  "it's",
  'é',
  '日本',
  '',
]
const ENDINGS = ['', '', '', ' # c', ' ', '\t', '#c']
const NOISE = [
  ' ',
  '\n',
  '\t',
  ':',
  '- ',
  '"',
  "'",
  '{',
  ']',
  ', ',
  '&a ',
  '*a',
  '!!str ',
  '|\n',
  '>-\n',
  '? ',
  '\\',
  '...',
]

let state = Number(seed) >>> 0

/** A number below `limit`: mulberry32, so that a seed always makes the same documents. */
function random(limit) {
  state = (state + 0x6d2b79f5) >>> 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
}

const pick = values => values[random(values.length)]

function flow(depth) {
  const shape = depth > 2 ? 0 : random(4)
  if (shape === 1) return `[${Array.from({ length: random(4) }, () => flow(depth + 1)).join(', ')}]`
  if (shape === 2)
    return `{${Array.from({ length: random(4) }, (_, at) => `k${at}: ${flow(depth + 1)}`).join(', ')}}`
  return pick([
    JSON.stringify(pick(WORDS)),
    `'${pick(WORDS).replaceAll("'", "''")}'`,
    pick(['a', '1', 'yes', '']),
  ])
}

function lines(indent) {
  return Array.from(
    { length: 1 + random(4) },
    () => `${indent}${' '.repeat(random(3))}${pick(WORDS)}\n`,
  ).join('')
}

/** What stands behind `key:` or `-`, with its line break. */
function value(depth, indent) {
  const inner = `${indent}${' '.repeat(1 + random(3))}`
  switch (depth > 3 ? random(4) : random(7)) {
    case 0:
      return ` ${pick(WORDS)}${pick(ENDINGS)}\n`
    case 1:
      return ` ${flow(0)}${pick(ENDINGS)}\n`
    case 2:
      return ` ${pick(['|', '>', '|-', '>-', '|+', '>+', '|2', '>2-'])}${pick(['', '', ' # c'])}\n${lines(inner)}`
    case 3:
      return ` ${JSON.stringify(pick(WORDS) + '\n' + pick(WORDS))}\n`
    case 4:
      return `\n${block(depth + 1, inner)}`
    default:
      return `\n${Array.from({ length: 1 + random(3) }, () => `${indent}-${value(depth + 1, `${indent}  `)}`).join('')}`
  }
}

function block(depth, indent) {
  return Array.from({ length: 1 + random(4) }, (_, at) => `${indent}k${at}:${value(depth, indent)}`).join('')
}

function document() {
  let text = `${HEAD}spec:\n${block(0, '  ')}`
  for (let edits = random(3); edits > 0; edits--) {
    const at = HEAD.length + random(text.length - HEAD.length)
    text = text.slice(0, at) + pick(NOISE) + text.slice(at + random(2))
  }
  return text
}

function ours(directory) {
  const documents = new Documents(openRepository(directory, 'disk'))
  const { objects, problems } = buildKustomization(documents, '', {
    restriction: 'rootOnly',
    order: 'legacy',
  })
  return problems.length > 0 ? undefined : objects.map(({ node }) => emitYaml(node)).join('---\n')
}

function theirs(directory) {
  const { status, stdout } = spawnSync(kustomize, ['build', directory], { encoding: 'utf8', maxBuffer: 1e8 })
  return status === 0 ? stdout : undefined
}

const directory = mkdtempSync(join(tmpdir(), 'fuzz-yaml-'))
writeFileSync(join(directory, 'kustomization.yaml'), 'resources:\n- r.yaml\n')
const totals = { same: 0, bothRefuse: 0, text: 0, onlyOursRefuses: 0, onlyTheirsRefuses: 0 }
for (let round = 0; round < Number(count); round++) {
  const text = document()
  writeFileSync(join(directory, 'r.yaml'), text)
  const [own, expected] = [ours(directory), theirs(directory)]
  if (own === expected) totals[own === undefined ? 'bothRefuse' : 'same']++
  else {
    totals[own === undefined ? 'onlyOursRefuses' : expected === undefined ? 'onlyTheirsRefuses' : 'text']++
    process.stdout.write(`${JSON.stringify({ text, ours: own ?? null, kustomize: expected ?? null })}\n`)
  }
}
rmSync(directory, { recursive: true })
process.stdout.write(`${JSON.stringify(totals)}\n`)
