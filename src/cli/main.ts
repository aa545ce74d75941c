import { didYouMean } from '../lib/nearest.ts'
import type { Command, ExitCode } from '../model/command.ts'
import type { Host } from '../model/host.ts'
import { UsageError } from '../model/usage-error.ts'
import { commandNames, loadCommand } from './commands.ts'
import { commandHelp, generalHelp } from './help.ts'

/** Runs the command that the arguments name. Every way out is an exit code. */
export async function main(args: readonly string[], host: Host): Promise<ExitCode> {
  try {
    return await dispatch(args, host)
  } catch (error) {
    if (error instanceof UsageError) {
      host.stderr(`fleetlint: ${error.message}\n`)
      return 2
    }
    host.stderr(`fleetlint: internal error: ${error instanceof Error ? error.message : String(error)}\n`)
    host.stderr('This is a mistake of fleetlint, not of the repository. Set FLEETLINT_DEBUG=1 for details.\n')
    if (host.env['FLEETLINT_DEBUG'] === '1' && error instanceof Error) host.stderr(`${error.stack ?? ''}\n`)
    return 2
  }
}

async function dispatch(args: readonly string[], host: Host): Promise<ExitCode> {
  const [first, ...rest] = args
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    return await help(rest[0], host)
  }
  const command = await loadCommand(first)
  if (command === undefined) throw unknownCommand(first)
  if (rest.includes('--help') || rest.includes('-h')) {
    host.stdout(commandHelp(command))
    return 0
  }
  return command.run(rest, host)
}

async function help(name: string | undefined, host: Host): Promise<ExitCode> {
  const named = name === undefined ? undefined : await loadCommand(name)
  if (name !== undefined && named === undefined) throw unknownCommand(name)
  host.stdout(named === undefined ? generalHelp(await allCommands()) : commandHelp(named))
  return 0
}

async function allCommands(): Promise<readonly Command[]> {
  const commands = await Promise.all(commandNames.map(loadCommand))
  return commands.filter(command => command !== undefined)
}

function unknownCommand(name: string): UsageError {
  const hint = didYouMean(name, commandNames) ?? 'Run `fleetlint --help` for the list.'
  return new UsageError(`There is no command \`${name}\`. ${hint}`)
}
