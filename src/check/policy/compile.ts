import { readPolicyCompiler } from '../../read/policy-files.ts'
import { itemsOf, textOf } from './shape.ts'
import { COMPILER, type CompiledUnit, readUnit, type UnitSource } from './unit.ts'
import { runProgram } from './wasm/program.ts'

export interface Compilation {
  /** One module for all units that have no mistake; undefined where there is none. */
  readonly wasm: Uint8Array | undefined
  readonly units: readonly CompiledUnit[]
}

export interface CompileOptions {
  /** Adds an entry point for each `test_` rule. */
  readonly tests: boolean
}

/** Steps of one run of the compiler: eighteen times what the whole Gatekeeper library takes. */
const FUEL = 4_000_000_000n

const known = new Map<string, Promise<Compilation>>()
let program: Promise<WebAssembly.Module> | undefined

/**
 * Compiles Rego with OPA's own compiler, which runs as WebAssembly in this process: nothing is read or written, and
 * the same sources give the same bytes. Remembers what it has compiled while the process runs.
 * @throws Error where the compiler itself fails, or needs more than it is given.
 */
export async function compileUnits(
  units: readonly UnitSource[],
  options: CompileOptions = { tests: false },
): Promise<Compilation> {
  if (units.length === 0) return { wasm: undefined, units: [] }
  const request = JSON.stringify({ units, ...options })
  const before = known.get(request)
  if (before !== undefined) return before
  const compiled = compileRequest(request)
  known.set(request, compiled)
  return compiled
}

async function compileRequest(request: string): Promise<Compilation> {
  program ??= WebAssembly.compile(readPolicyCompiler())
  const { code, stdout, stderr } = runProgram(await program, Buffer.from(request), FUEL)
  if (code !== 0) throw new Error(`The compiler of Rego fails: ${stderr.trim()}`)
  const answer: unknown = JSON.parse(Buffer.from(stdout).toString('utf8'))
  const opa = textOf(answer, 'opa')
  if (!COMPILER.startsWith(`opa-${opa}/`))
    throw new Error(`The compiler of Rego is OPA ${opa}, not ${COMPILER}.`)
  const wasm = textOf(answer, 'wasm')
  return {
    wasm: wasm === '' ? undefined : Buffer.from(wasm, 'base64'),
    units: itemsOf(answer, 'units').map(readUnit),
  }
}
