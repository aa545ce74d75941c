import { nearest } from '../lib/nearest.ts'
import type { Command, ExitCode } from '../model/command.ts'
import type { Host } from '../model/host.ts'
import { UsageError } from '../model/usage-error.ts'
import { type Arguments, parseArguments } from './arguments.ts'

type Action = (operands: readonly string[], args: Arguments, host: Host) => Promise<ExitCode>

/** Loaded when named. */
const ACTIONS: ReadonlyMap<string, () => Promise<Action>> = new Map([
  ['build', async () => (await import('./policy/build.ts')).buildPolicies],
  ['test', async () => (await import('./policy/test.ts')).testPolicies],
  ['list', async () => (await import('./policy/list.ts')).listPolicies],
])

export const policy: Command = {
  name: 'policy',
  summary: 'Builds, tests and lists policies written in Rego.',
  operands: 'build [PATH] | test [PATH…] | list',
  options: {
    check: { type: 'boolean', help: 'build: say whether the committed bundle is fresh, and write nothing' },
    format: { type: 'string', value: 'FORMAT', help: 'test, list: pretty or json (default: pretty)' },
  },
  async run(args, host) {
    const parsed = parseArguments(policy, args)
    const [name, ...operands] = parsed.positionals
    if (name === undefined) throw new UsageError('`policy` needs one of build, test, list.')
    const load = ACTIONS.get(name)
    if (load === undefined) throw unknownAction(name)
    const action = await load()
    return action(operands, parsed, host)
  },
}

function unknownAction(name: string): UsageError {
  const near = nearest(name, ACTIONS.keys())
  const hint = near === undefined ? 'There are build, test and list.' : `Did you mean \`${near}\`?`
  return new UsageError(`There is no \`policy ${name}\`. ${hint}`)
}
