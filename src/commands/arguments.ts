import { parseArgs, type ParseArgsConfig } from 'node:util'
import { nearest } from '../lib/nearest.ts'
import type { Command } from '../model/command.ts'
import { UsageError } from '../model/usage-error.ts'

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

/** What stands on the command line, checked against what the command takes. */
export interface Arguments {
  readonly positionals: readonly string[]
  text(option: string): string | undefined
  texts(option: string): readonly string[]
  isSet(option: string): boolean
}

/** @throws UsageError for an option that the command does not know, or a value that is missing. */
export function parseArguments(
  command: Pick<Command, 'name' | 'options'>,
  args: readonly string[],
): Arguments {
  const { values, positionals } = parsed(command, args)
  return {
    positionals,
    text(option) {
      const value = values[option]
      return typeof value === 'string' ? value : undefined
    },
    texts(option) {
      const value = values[option]
      return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
    },
    isSet: option => values[option] === true,
  }
}

/**
 * The PATH of a command that takes nothing else.
 * @throws UsageError for more than one.
 */
export function onePath({ name }: Pick<Command, 'name'>, { positionals }: Arguments): string | undefined {
  const [path, ...others] = positionals
  if (others.length > 0) throw new UsageError(`\`${name}\` takes one PATH.`)
  return path
}

function parsed(
  { name, options }: Pick<Command, 'name' | 'options'>,
  args: readonly string[],
): { values: Values; positionals: readonly string[] } {
  const config: ParseArgsConfig = { args: [...args], options, allowPositionals: true, strict: true }
  try {
    return parseArgs(config)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(`${usageMessage(error.message, options)} Run \`fleetlint ${name} --help\`.`)
  }
}

function usageMessage(message: string, options: Command['options']): string {
  const unknown = /^Unknown option '-{1,2}([^']+)'/.exec(message)?.[1]
  if (unknown === undefined) return `${message.split('\n')[0] ?? ''}${message.endsWith('.') ? '' : '.'}`
  const near = nearest(unknown, Object.keys(options))
  const hint = near === undefined ? '' : ` Did you mean \`--${near}\`?`
  return `There is no option \`--${unknown}\`.${hint}`
}
