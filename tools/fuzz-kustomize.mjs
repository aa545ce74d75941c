// Mutates the inputs of kustomize's conformance cases and builds each: every one has to end in objects or in a located
// problem, soon. Where the cases are not beside the project, its own fleet is mutated.
//   node tools/fuzz-kustomize.mjs [CASES] [SEED] [SUITES]
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildKustomization } from '../dist/render/kustomize/build.js'
import { emitYaml } from '../dist/render/yaml/emit.js'
import { Documents } from '../dist/read/documents.js'

const [count = '2000', seed = '1', suites = '../shared/conformance/kustomize'] = process.argv.slice(2)
/** Milliseconds that one build may take; what takes longer is told as a hang. */
const LIMIT = 5_000

let state = Number(seed) >>> 0
const inputs = existsSync(suites) ? conformanceCases() : ownDirectories()
let objects = 0
let refused = 0
const wrong = []
let slowest = { time: 0, id: '' }

for (let index = 0; index < Number(count); index++) {
  const chosen = inputs[below(inputs.length)]
  const files = new Map(chosen.files)
  const changes = 1 + below(3)
  for (let change = 0; change < changes; change++) {
    const paths = [...files.keys()]
    const path = paths[below(paths.length)]
    files.set(path, mutated(files.get(path)))
  }
  const start = performance.now()
  const outcome = attempt(files, chosen)
  const time = performance.now() - start
  if (time > slowest.time) slowest = { time, id: chosen.id }
  if (outcome === 'objects') objects++
  else if (outcome === 'refused') refused++
  else wrong.push(`${chosen.id} (case ${String(index)}): ${outcome}`)
  if (time > LIMIT) wrong.push(`${chosen.id} (case ${String(index)}): took ${time.toFixed(0)} ms`)
}

process.stdout.write(
  `${count} cases of seed ${seed}: ${String(objects)} built, ${String(refused)} refused at a line, ${String(wrong.length)} wrong; slowest ${slowest.time.toFixed(0)} ms (${slowest.id})\n`,
)
for (const line of wrong.slice(0, 20)) process.stdout.write(`${line}\n`)
process.exitCode = wrong.length > 0 ? 1 : 0

function attempt(files, { path, options }) {
  try {
    const built = buildKustomization(new Documents(memory(files)), path, options)
    for (const { node } of built.objects) emitYaml(node)
    const unplaced = [...built.problems, ...built.gaps].find(
      ({ at, message }) =>
        typeof at?.file?.path !== 'string' || typeof at.start !== 'number' || message === '',
    )
    if (unplaced !== undefined) return `a problem without a place: ${unplaced.message}`
    return built.problems.length > 0 || built.gaps.length > 0 ? 'refused' : 'objects'
  } catch (error) {
    return error instanceof Error
      ? `crashed: ${error.stack?.split('\n').slice(0, 3).join(' ') ?? ''}`
      : 'crashed'
  }
}

function conformanceCases() {
  const cases = readdirSync(suites).flatMap(suite =>
    readdirSync(join(suites, suite)).map(id => join(suites, suite, id)),
  )
  return cases.filter(directory => existsSync(join(directory, 'in'))).map(readCase)
}

/** Each kustomization of this repository's fleet, with all files of the fleet. */
function ownDirectories() {
  const root = fileURLToPath(new URL('../', import.meta.url))
  const files = ['clusters', 'modules', 'platform']
    .flatMap(folder => readdirSync(join(root, folder), { recursive: true }).map(file => join(folder, file)))
    .filter(file => statSync(join(root, file)).isFile())
    .map(file => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')])
  return files
    .filter(([file]) => file.endsWith('/kustomization.yaml'))
    .map(([file]) => ({
      id: dirname(file),
      path: dirname(file),
      files,
      options: { restriction: 'none', order: 'none' },
    }))
}

function readCase(directory) {
  const { path, options } = JSON.parse(readFileSync(join(directory, 'case.json'), 'utf8'))
  const root = join(directory, 'in')
  const files = readdirSync(root, { recursive: true })
    .map(file => join(root, file))
    .filter(file => statSync(file).isFile())
    .map(file => [relative(root, file), readFileSync(file, 'utf8')])
  return {
    id: relative(suites, directory),
    path: path.replace(/^\/+|\/+$/g, '').replace(/^\.$/, ''),
    files,
    options: {
      restriction: options?.loadRestrictions === 'none' ? 'none' : 'rootOnly',
      order: options?.reorder === 'legacy' ? 'legacy' : 'none',
    },
  }
}

function memory(files) {
  const bytes = new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]))
  const directories = new Set([''])
  for (const path of bytes.keys()) {
    for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) directories.add(parent)
  }
  const parentOf = path => (dirname(path) === '.' ? '' : dirname(path))
  const all = [...bytes.keys(), ...directories].filter(path => path !== '')
  return {
    kindOf: path => (bytes.has(path) ? 'file' : directories.has(path) ? 'directory' : undefined),
    list: directory =>
      all
        .filter(path => parentOf(path) === directory)
        .map(path => path.slice(path.lastIndexOf('/') + 1))
        .sort(),
    read: path => (bytes.has(path) ? { kind: 'bytes', bytes: bytes.get(path) } : { kind: 'missing' }),
    files: () => [...bytes.keys()].sort(),
  }
}

/** One change: of a character, a line, a token, or the place of a piece. */
function mutated(text) {
  const lines = text.split('\n')
  const at = below(text.length + 1)
  const line = below(lines.length)
  const PIECES = [
    'null',
    '{}',
    '[]',
    '""',
    '*a',
    '&a x',
    '<<: *a',
    '- ',
    ': ',
    '#',
    "'",
    '"',
    '|',
    '>-',
    '\t',
    '$',
    '~1',
  ]
  const edits = [
    () => text.slice(0, at) + text.slice(at + 1 + below(4)),
    () => text.slice(0, at) + PIECES[below(PIECES.length)] + text.slice(at),
    () => text.slice(0, at) + String.fromCharCode(below(0x250)) + text.slice(at + 1),
    () => lines.filter((_, index) => index !== line).join('\n'),
    () => [...lines.slice(0, line), lines[line], ...lines.slice(line)].join('\n'),
    () =>
      [
        ...lines.slice(0, line),
        `${' '.repeat(below(6))}${lines[line].trim()}`,
        ...lines.slice(line + 1),
      ].join('\n'),
    () =>
      [
        ...lines.slice(0, line),
        lines[line].replace(/:.*/, `: ${PIECES[below(PIECES.length)]}`),
        ...lines.slice(line + 1),
      ].join('\n'),
    () => text.slice(0, at) + text.slice(below(text.length + 1)),
    () => text.replace(/[a-z]+/g, word => (below(20) === 0 ? word.slice(1) : word)),
  ]
  return edits[below(edits.length)]()
}

/** A number from 0 up to `limit`, by a generator of its own (mulberry32), so that a seed tells a run. */
function below(limit) {
  state = (state + 0x6d2b79f5) >>> 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit)
}
