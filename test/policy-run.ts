import { fileURLToPath } from 'node:url'
import { policy } from '../src/commands/policy.ts'
import { captured, type Outcome } from './run-main.ts'

/** The top of this repository. */
export const PROJECT: string = fileURLToPath(new URL('../', import.meta.url))

/** `fleetlint policy` with these arguments. */
export function run(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return captured(cwd, host => policy.run(args, host))
}
