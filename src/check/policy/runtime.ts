import { BUILTINS } from './builtins/index.ts'
import { parseValue } from './rego/parse-value.ts'
import { encodeValue } from './rego/print-value.ts'
import type { Value } from './rego/value.ts'
import { Instance } from './wasm/instance.ts'

/** Pages of 64 KiB: 256 MiB, many times the largest inventory that is known. */
const MOST_PAGES = 4096
const FIRST_PAGES = 32
const PAGE = 65_536

/** Calls and loop turns of one evaluation: under a second; the largest that is known takes a quarter of a million. */
const FUEL = 100_000_000n

/** What the runtime of OPA says when its memory cannot grow. */
const OUT_OF_MEMORY = 'opa_malloc: failed'

/** What a call of a builtin of ours takes from the fuel, and each character of its arguments. */
const CALL_COST = 2000
const CHARACTER_COST = 10

/** A policy that stopped by itself, as two rules that contradict each other do, or was stopped. */
export class PolicyTrap extends Error {
  override readonly name = 'PolicyTrap'
  /** Whether it was stopped because it takes too much: what would only waste time on the next object too. */
  readonly isBound: boolean

  constructor(message: string, isBound = false) {
    super(message)
    this.isBound = isBound
  }
}

/**
 * Runs what OPA has compiled, by its WebAssembly ABI 1.2. Builtins that need a host are ours. After a trap the
 * instance starts anew, so that nothing of one evaluation is left for the next.
 * https://www.openpolicyagent.org/docs/wasm#abi
 */
export class PolicyRuntime {
  private readonly module: WebAssembly.Module
  private data = '{}'
  private state: State | undefined

  constructor(module: WebAssembly.Module) {
    this.module = module
  }

  /** Names of the builtins that the module asks its host for and does not get. */
  missingBuiltins(): readonly string[] {
    return this.running().missing
  }

  /** What policies see as `data`, as JSON text. */
  setData(data: string): void {
    if (data === this.data) return
    this.data = data
    this.state?.setData(data)
  }

  /**
   * The result of an entry point as parsed JSON; undefined where it is not defined. `input` is JSON text.
   * @throws PolicyTrap
   */
  evaluate(entry: string, input: string | undefined): unknown {
    try {
      return resultOf(this.running().evaluate(entry, input))
    } catch (error) {
      const isOutOfFuel = this.state?.isOutOfFuel() ?? false
      this.state = undefined
      if (error instanceof PolicyTrap) throw error
      throw new PolicyTrap(isOutOfFuel ? 'It takes more steps than are allowed.' : reasonOf(error), true)
    }
  }

  private running(): State {
    return (this.state ??= new State(this.module, this.data))
  }
}

function resultOf(text: string): unknown {
  const results: unknown = JSON.parse(text)
  const first: unknown = Array.isArray(results) ? results[0] : undefined
  return typeof first === 'object' && first !== null && 'result' in first ? first.result : undefined
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'It recurses too deeply.'
  return error instanceof Error ? `It traps: ${error.message}.` : 'It traps.'
}

/** One instance with its data loaded. */
class State {
  readonly missing: readonly string[]
  private readonly memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES })
  private readonly instance: Instance
  private readonly builtins: ReadonlyMap<number, string>
  private readonly entries: ReadonlyMap<string, number>
  private readonly base: number
  private dataAddress = 0
  private heap = 0

  constructor(module: WebAssembly.Module, data: string) {
    this.instance = new Instance(module, { env: this.imports() })
    this.builtins = new Map(this.table('builtins').map(([name, id]) => [id, name]))
    this.entries = new Map(this.table('entrypoints'))
    this.missing = [...this.builtins.values()].filter(name => !BUILTINS.has(name))
    this.base = this.instance.call('opa_heap_ptr_get')
    this.setData(data)
  }

  /** Takes the place of what was there, and of everything that evaluations have left. */
  setData(data: string): void {
    this.instance.call('opa_heap_ptr_set', this.base)
    this.dataAddress = this.load('opa_json_parse', data)
    this.heap = this.instance.call('opa_heap_ptr_get')
  }

  isOutOfFuel(): boolean {
    return this.instance.isOutOfFuel()
  }

  evaluate(entry: string, input: string | undefined): string {
    const id = this.entries.get(entry)
    if (id === undefined) throw new PolicyTrap(`There is no entry point \`${entry}\`.`)
    const bytes = Buffer.from(input ?? '')
    this.reserve(this.heap + bytes.length)
    Buffer.from(this.memory.buffer).set(bytes, this.heap)
    this.instance.refuel(FUEL)
    const address = bytes.length === 0 ? 0 : this.heap
    const end = this.heap + bytes.length
    return this.textAt(this.instance.call('opa_eval', 0, id, this.dataAddress, address, bytes.length, end, 0))
  }

  private reserve(size: number): void {
    const lacking = size - this.memory.buffer.byteLength
    if (lacking > 0) this.memory.grow(Math.ceil(lacking / PAGE))
  }

  private table(name: string): readonly (readonly [string, number])[] {
    const found: unknown = JSON.parse(
      this.textAt(this.instance.call('opa_json_dump', this.instance.call(name))),
    )
    if (typeof found !== 'object' || found === null) return []
    return Object.entries(found).map(([key, id]) => [key, Number(id)] as const)
  }

  /** What is freed here would be used again below the heap's end, and overwritten by an evaluation; it is kept. */
  private load(parser: 'opa_json_parse' | 'opa_value_parse', text: string): number {
    const bytes = Buffer.from(text)
    const address = this.instance.call('opa_malloc', bytes.length)
    Buffer.from(this.memory.buffer).set(bytes, address)
    const parsed = this.instance.call(parser, address, bytes.length)
    if (parsed === 0) throw new PolicyTrap('The runtime cannot read a value.')
    return parsed
  }

  private textAt(address: number): string {
    const bytes = Buffer.from(this.memory.buffer)
    return bytes.toString('utf8', address, bytes.indexOf(0, address))
  }

  private imports(): WebAssembly.Imports[string] {
    const call = (...[id, , ...args]: readonly (number | bigint)[]): number =>
      this.callBuiltin(Number(id), args)
    return {
      memory: this.memory,
      opa_abort: address => {
        const reason = this.textAt(Number(address))
        if (reason === OUT_OF_MEMORY) throw new PolicyTrap('It takes more memory than is allowed.', true)
        throw new PolicyTrap(`It stops: ${reason}.`)
      },
      opa_println: () => undefined,
      opa_builtin0: call,
      opa_builtin1: call,
      opa_builtin2: call,
      opa_builtin3: call,
      opa_builtin4: call,
    }
  }

  /** As without a host: a builtin that refuses its arguments is undefined. */
  private callBuiltin(id: number, args: readonly (number | bigint)[]): number {
    const name = this.builtins.get(id) ?? ''
    const builtin = BUILTINS.get(name)
    if (builtin === undefined) throw new PolicyTrap(`It calls \`${name}\`, which fleetlint does not have.`)
    this.instance.spend(CALL_COST)
    const values = args.map(address => this.valueAt(Number(address)))
    if (this.instance.isOutOfFuel()) throw new RangeError('The builtins take too much.')
    const result = builtin(values)
    return result === undefined ? 0 : this.load('opa_value_parse', encodeValue(result))
  }

  private valueAt(address: number): Value {
    const dumped = this.instance.call('opa_value_dump', address)
    const text = this.textAt(dumped)
    this.instance.spend(text.length * CHARACTER_COST)
    const value = parseValue(text)
    this.instance.call('opa_free', dumped)
    return value
  }
}
