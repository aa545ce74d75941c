/** Calls of one WebAssembly instance, with the types that its exports lack. */
export class Instance {
  private readonly exports: WebAssembly.Instance['exports']

  constructor({ exports }: WebAssembly.Instance) {
    this.exports = exports
  }

  /** @throws Error where there is no such function; whatever the call throws. */
  call(name: string, ...args: readonly number[]): number {
    const found = this.exports[name]
    if (typeof found !== 'function')
      throw new Error(`The WebAssembly module exports no function \`${name}\`.`)
    return Number(found(...args))
  }

  memory(): WebAssembly.Memory {
    const found = this.exports['memory']
    if (!(found instanceof WebAssembly.Memory)) throw new Error('The WebAssembly module exports no memory.')
    return found
  }

  /** Calls and loop turns that are left before the instance traps. */
  refuel(steps: bigint): void {
    this.fuel().value = steps
  }

  /** Takes from the fuel what a host does on behalf of the instance. */
  spend(steps: number): void {
    const fuel = this.fuel()
    fuel.value = BigInt(fuel.value) - BigInt(steps)
  }

  isOutOfFuel(): boolean {
    return this.fuel().value < 0n
  }

  private fuel(): WebAssembly.Global {
    const found = this.exports['fuel']
    if (!(found instanceof WebAssembly.Global)) throw new Error('The WebAssembly module has no fuel.')
    return found
  }
}
