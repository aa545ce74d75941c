import { setFlagsFromString } from 'node:v8'

/** The first Node whose V8 has a quick compiler below the optimising one, which then has far less to do. */
const FIRST_WITH_MAGLEV = 22

/**
 * Has V8 of Node 20 copy less code from function to function when it optimises. In a run of a second it otherwise
 * compiles for half of that on the second core, and the run waits for it; the numbers are in docs/performance.md. `nodeVersion` is `20.20.2`.
 */
export function inlineLess(nodeVersion: string): void {
  if (Number.parseInt(nodeVersion, 10) >= FIRST_WITH_MAGLEV) return
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=100')
}
