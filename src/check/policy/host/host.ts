/** One instance of what OPA has compiled, by its WebAssembly ABI 1.2. After a throw it is of no use any more. */
export interface Host {
  /** Names of the builtins that the module asks its host for and does not get, or not as OPA has them. */
  readonly missing: readonly string[]
  /** JSON text; takes the place of what was there. */
  setData(data: string): void
  /** The results as parsed JSON; `input` is JSON text. */
  evaluate(entry: string, input: string | undefined): unknown
  /** Whether that is why it threw. */
  isOutOfFuel(): boolean
}

/** Pages of 64 KiB: at most 256 MiB, many times the largest inventory that is known. */
export const MEMORY: { readonly initial: number; readonly maximum: number } = { initial: 32, maximum: 4096 }

/** Calls and loop turns of one evaluation: under a second; the largest that is known takes a quarter of a million. */
export const FUEL = 100_000_000n

/** For data, which the memory bounds. */
export const DATA_FUEL: bigint = 1n << 62n
