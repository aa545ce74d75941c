import { fileURLToPath } from 'node:url'
import { policy } from '../src/commands/policy.ts'
import type { ExitCode } from '../src/model/command.ts'
import { createHost } from '../src/read/host.ts'

/** The top of this repository. */
export const PROJECT: string = fileURLToPath(new URL('../', import.meta.url))

export interface Ran {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
}

/** `fleetlint policy` with these arguments. */
export async function run(cwd: string, ...args: readonly string[]): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const host = createHost({
    cwd,
    env: {},
    today: '2026-11-24',
    terminal: { isTty: false, width: 80 },
    stdout: text => {
      stdout += text
    },
    stderr: text => {
      stderr += text
    },
  })
  return { code: await policy.run(args, host), stdout, stderr }
}
