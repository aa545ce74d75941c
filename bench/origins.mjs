// What it costs that every value knows its line: renders fleets with a program that keeps origins and with one that does
// not, alternating, and prints the medians of the main thread's processor time.
//   npm run build && node bench/origins.mjs FLEETS [ROUNDS]
// The second program is the first with the places of nodes taken out where they are made. Each keeps its file, which the
// engine asks for a few decisions of kustomize's own, such as whether a patch is JSON.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { kustomizations, median, NAMES } from './fleets.mjs'

const [fleets = '../shared/fleets', rounds = '7'] = process.argv.slice(2)
const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** Without these a node has no place: where YAML becomes nodes, and where a computed value gets its line and its past. */
const CUTS = [
  ['src/read/yaml/embedded.ts', /places: placesIn\(scalar\)/, 'places: { startOf: () => 0, endOf: () => 0 }'],
  [
    'src/read/yaml/nodes.ts',
    /const \{ start, end \} = this\.extent\(event\)/,
    'const { start, end } = { start: 0, end: 0 }',
  ],
  [
    'src/read/yaml/nodes.ts',
    /const \{ file, start: from, end: to \} = this\.place\(start, end\)\n\s+return \{ kind: 'scalar', value, text, file, start: from, end: to, step: undefined \}/,
    "return { kind: 'scalar', value, text, file: this.decoding.file } as Scalar",
  ],
  [
    'src/read/yaml/nodes.ts',
    /const \{ file, start: from, end \} = this\.leave\(style, start\)\n\s+return \{ kind: 'list', items, file, start: from, end, step: undefined \}/,
    "this.leave(style, start); return { kind: 'list', items, file: this.decoding.file } as unknown as Node",
  ],
  [
    'src/read/yaml/nodes.ts',
    /const \{ file, start: from, end \} = this\.leave\(style, start\)\n\s+return \{ kind: 'map', entries: entries\.finish\(\), file, start: from, end, step: undefined \}/,
    "this.leave(style, start); return { kind: 'map', entries: entries.finish(), file: this.decoding.file } as unknown as Node",
  ],
  [
    'src/read/yaml/nodes.ts',
    /return this\.place\(start, this\.lastEnd\)/,
    'return undefined as unknown as Origin',
  ],
  [
    'src/model/node.ts',
    /const \{ file, start, end \} = origin\n\s+return \{ kind: 'scalar', value, text: String\(value\), file, start, end, step \}/,
    "return { kind: 'scalar', value, text: String(value), file: origin.file } as Scalar",
  ],
]

const scratch = mkdtempSync(join(ROOT, 'dist', 'origins-'))
try {
  const programs = { with: await program('with', []), without: await program('without', CUTS) }
  const lists = NAMES.map(name => listOf(join(fleets, name)))
  const times = { with: [], without: [] }
  for (let round = 0; round < Number(rounds); round++)
    for (const [name, file] of Object.entries(programs)) times[name].push(run(file, lists))
  const [kept, dropped] = [median(times.with), median(times.without)]
  process.stdout.write(
    `with origins ${kept} ms, without ${dropped} ms: ${((kept / dropped - 1) * 100).toFixed(1)} % more\n`,
  )
} finally {
  rmSync(scratch, { recursive: true })
}

/** One file with what `bench/render-all.mjs` does. Every cut must find its place: the sources may have moved on. */
async function program(name, cuts) {
  const made = new Set()
  const cutting = {
    name: 'cut',
    transform(code, id) {
      let text = code
      for (const cut of cuts) {
        const [path, from, to] = cut
        if (!id.replaceAll('\\', '/').endsWith(path)) continue
        if (!from.test(text)) throw new Error(`${path} no longer has ${String(from)}.`)
        text = text.replace(from, to)
        made.add(cut)
      }
      return text === code ? null : text
    },
  }
  const file = join(scratch, `${name}.mjs`)
  const build = await rolldown({
    cwd: ROOT,
    input: join(ROOT, 'bench/render-all.mjs'),
    platform: 'node',
    plugins: [cutting],
    resolve: { alias: { '../dist/index.js': join(ROOT, 'src/index.ts') } },
  })
  await build.write({ file, format: 'esm', codeSplitting: false })
  await build.close()
  if (made.size < cuts.length) throw new Error('A file to cut in was not part of the program.')
  return file
}

function listOf(fleet) {
  return `${fleet}:${kustomizations(fleet).join(',')}`
}

function run(file, lists) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [file, ...lists], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const time = Number(/(\d+) ms of the main thread/.exec(stdout)?.[1])
  if (status !== 0 || Number.isNaN(time)) throw new Error(stderr)
  return time
}
