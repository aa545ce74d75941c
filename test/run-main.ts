import { main } from '../src/cli/main.ts'
import type { Host } from '../src/model/host.ts'
import { createHost } from '../src/read/host.ts'

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in this process, as it would run in `cwd`. */
export function runMain(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return captured(cwd, host => main(args, host))
}

/** What something prints to a host in `cwd` that is no terminal. */
export async function captured(cwd: string, run: (host: Host) => Promise<number>): Promise<Outcome> {
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
  const code = await run(host)
  return { code, stdout, stderr }
}
