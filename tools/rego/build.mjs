// Builds OPA's compiler as a WebAssembly program: policies/compiler/opa-compiler.wasm.br, and the licences of what is
// linked into it. With --check it says whether the committed files are what it would build, and writes nothing.
// Needs the Go toolchain that go.mod names; the bytes depend on it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

const SOURCE = fileURLToPath(new URL('.', import.meta.url))
const TARGET = fileURLToPath(new URL('../../policies/compiler/', import.meta.url))
const PROGRAM = join(TARGET, 'opa-compiler.wasm.br')
const LICENCES = join(TARGET, 'LICENSES.txt')
const WASI = { GOOS: 'wasip1', GOARCH: 'wasm' }

function go(args, options = {}) {
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOWORK: 'off', ...options.env }
  return execFileSync('go', args, { cwd: SOURCE, maxBuffer: 2 ** 28, ...options, env })
}

function requireToolchain() {
  const wanted = /^toolchain (\S+)$/m.exec(readFileSync(join(SOURCE, 'go.mod'), 'utf8'))?.[1]
  const found = go(['env', 'GOVERSION'], { encoding: 'utf8' }).trim()
  if (found !== wanted) throw new Error(`go.mod names ${wanted}; this is ${found}, which makes other bytes.`)
}

function buildProgram() {
  const directory = mkdtempSync(join(tmpdir(), 'fleetlint-rego-'))
  try {
    const file = join(directory, 'compiler.wasm')
    go(['build', '-trimpath', '-ldflags=-s -w -buildid=', '-o', file, '.'], { env: WASI })
    return go(['run', './meter/cmd'], { input: readFileSync(file) })
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** Every module that is linked in, and Go itself, with the texts that its licence asks to pass on. */
function licences() {
  const format = '{{with .Module}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}'
  const listed = go(['list', '-deps', '-f', format, '.'], { env: WASI, encoding: 'utf8' })
  const modules = [...new Set(listed.split('\n'))].filter(line => line !== '').sort()
  const root = go(['env', 'GOROOT'], { encoding: 'utf8' }).trim()
  const version = go(['env', 'GOVERSION'], { encoding: 'utf8' }).trim()
  const rows = modules.map(line => line.split('\t')).filter(([name]) => !name.startsWith('fleetlint.dev/'))
  return [...rows, [`Go ${version.slice(2)}`, root]].map(([name, from]) => section(name, from)).join('\n')
}

function section(name, directory) {
  const line = '='.repeat(80)
  const files = readdirSync(directory)
    .filter(file => /^(?:licen[cs]e|copying|notice|patents)/i.test(file))
    .sort()
  const texts = files.map(file => readFileSync(join(directory, file), 'utf8').trim())
  if (texts.length === 0) throw new Error(`${name} has no licence in its module.`)
  return `${line}\n${name.trim()}\n${line}\n\n${texts.join('\n\n')}\n`
}

function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

requireToolchain()
const program = buildProgram()
const text = licences()
const committed = existsSync(PROGRAM) ? brotliDecompressSync(readFileSync(PROGRAM)) : Buffer.alloc(0)
const isSame = committed.equals(program)
const hasSameText = existsSync(LICENCES) && readFileSync(LICENCES, 'utf8') === text

if (process.argv.includes('--check')) {
  if (!isSame)
    console.error(`The committed compiler is ${digest(committed)}; its sources make ${digest(program)}.`)
  if (!hasSameText) console.error('The committed licences are not those of what is linked in.')
  process.exitCode = isSame && hasSameText ? 0 : 1
} else {
  // Compressed bytes depend on the version of Node; they stay as they are where they hold the same program.
  if (!isSame) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: program.length,
    }
    writeFileSync(PROGRAM, brotliCompressSync(program, { params }))
  }
  writeFileSync(LICENCES, text)
}
console.log(`opa-compiler.wasm ${digest(program)} (${program.length} bytes)`)
