import { BUILTINS } from '../builtins/index.ts'
import { parseValue } from '../rego/parse-value.ts'
import { encodeValue } from '../rego/print-value.ts'
import type { Value } from '../rego/value.ts'
import { Instance } from '../wasm/instance.ts'
import { DATA_FUEL, FUEL, type Host, MEMORY } from './host.ts'
import { abortOf, noEntryPoint, PolicyTrap } from './policy-trap.ts'
import { tableOf, textAt } from './tables.ts'

const PAGE = 65_536

/** What a call of a builtin of ours takes from the fuel, and each character of its arguments. */
const CALL_COST = 2000
const CHARACTER_COST = 10

/**
 * A host of ours, with builtins that answer as OPA's in Go do and that take from the fuel.
 * https://www.openpolicyagent.org/docs/wasm#abi
 */
export class ExactHost implements Host {
  readonly missing: readonly string[]
  private readonly memory = new WebAssembly.Memory(MEMORY)
  private readonly instance: Instance
  private readonly builtins: ReadonlyMap<number, string>
  private readonly entries: ReadonlyMap<string, number>
  private readonly base: number
  private dataAddress = 0
  private heap = 0

  constructor(module: WebAssembly.Module) {
    this.instance = new Instance(new WebAssembly.Instance(module, { env: this.imports() }))
    this.builtins = new Map(this.table('builtins').map(([name, id]) => [id, name]))
    this.entries = new Map(this.table('entrypoints'))
    this.missing = [...this.builtins.values()].filter(name => !BUILTINS.has(name))
    this.base = this.instance.call('opa_heap_ptr_get')
  }

  /** Takes the place of everything that evaluations have left, too. */
  setData(data: string): void {
    this.instance.refuel(DATA_FUEL)
    this.instance.call('opa_heap_ptr_set', this.base)
    this.dataAddress = this.load('opa_json_parse', data)
    this.heap = this.instance.call('opa_heap_ptr_get')
  }

  isOutOfFuel(): boolean {
    return this.instance.isOutOfFuel()
  }

  evaluate(entry: string, input: string | undefined): unknown {
    const id = this.entries.get(entry)
    if (id === undefined) throw noEntryPoint(entry)
    const bytes = Buffer.from(input ?? '')
    this.reserve(this.heap + bytes.length)
    Buffer.from(this.memory.buffer).set(bytes, this.heap)
    this.instance.refuel(FUEL)
    const address = bytes.length === 0 ? 0 : this.heap
    const end = this.heap + bytes.length
    const found = this.instance.call('opa_eval', 0, id, this.dataAddress, address, bytes.length, end, 0)
    return JSON.parse(textAt(this.memory, found))
  }

  private reserve(size: number): void {
    const lacking = size - this.memory.buffer.byteLength
    if (lacking > 0) this.memory.grow(Math.ceil(lacking / PAGE))
  }

  private table(name: 'builtins' | 'entrypoints'): ReturnType<typeof tableOf> {
    return tableOf(this.instance, this.memory, name)
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

  private imports(): WebAssembly.Imports[string] {
    const call = (...[id, , ...args]: readonly (number | bigint)[]): number =>
      this.callBuiltin(Number(id), args)
    return {
      memory: this.memory,
      opa_abort: address => {
        throw abortOf(textAt(this.memory, Number(address)))
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
    const text = textAt(this.memory, dumped)
    this.instance.spend(text.length * CHARACTER_COST)
    const value = parseValue(text)
    this.instance.call('opa_free', dumped)
    return value
  }
}
