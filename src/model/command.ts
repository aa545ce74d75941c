import type { ParseArgsConfig } from 'node:util'
import type { Host } from './host.ts'

type Option = NonNullable<ParseArgsConfig['options']>[string]

/** Given to `parseArgs` as they are; `help` is what the usage text prints, `value` names the argument there. */
export type Options = Record<string, Option & { readonly help: string; readonly value?: string }>

/** 0: nothing at or above the threshold. 1: findings. 2: the run cannot be trusted. */
export type ExitCode = 0 | 1 | 2

export interface Command {
  readonly name: string
  readonly summary: string
  /** Positional arguments as the usage text shows them: `[PATH]`. */
  readonly operands: string
  readonly options: Options
  run(args: readonly string[], host: Host): Promise<ExitCode>
}
