import opa, { type LoadedPolicy } from '@open-policy-agent/opa-wasm'
import { Instance } from '../wasm/instance.ts'
import { DATA_FUEL, FUEL, type Host, MEMORY } from './host.ts'
import { abortOf, noEntryPoint } from './policy-trap.ts'
import { tableOf } from './tables.ts'

/**
 * OPA's own package for npm. It counts no steps, but the module does, and takes the fuel that it is given. Its builtins
 * do not: none answers as OPA's does whatever it is given, and none is counted, so that all are missing here.
 */
export class PackageHost implements Host {
  readonly missing: readonly string[]
  private readonly policy: LoadedPolicy
  private readonly instance: Instance

  constructor(module: WebAssembly.Module) {
    this.policy = opa.loadPolicySync(module, { ...MEMORY })
    this.instance = new Instance(this.policy.wasmInstance)
    this.missing = tableOf(this.instance, this.policy.mem, 'builtins').map(([name]) => name)
  }

  setData(data: string): void {
    this.instance.refuel(DATA_FUEL)
    withReason(() => {
      this.policy.setData(bytesOf(data))
    })
  }

  evaluate(entry: string, input: string | undefined): unknown {
    if (!Object.hasOwn(this.policy.entrypoints, entry)) throw noEntryPoint(entry)
    const bytes = input === undefined ? undefined : bytesOf(input)
    this.instance.refuel(FUEL)
    return withReason(() => this.policy.evaluate(bytes, entry))
  }

  isOutOfFuel(): boolean {
    return this.instance.isOutOfFuel()
  }
}

function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer
}

/** The package throws the reason of an abort as a bare text. */
function withReason<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw typeof error === 'string' ? abortOf(error) : error
  }
}
