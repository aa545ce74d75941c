import { registerCsv } from '../audit/csv.ts'
import { registerJson } from '../audit/json.ts'
import { registerList } from '../audit/list.ts'
import { type Register, registerOf } from '../audit/register.ts'
import { didYouMean } from '../lib/nearest.ts'
import { compareText } from '../lib/order.ts'
import type { Command, ExitCode } from '../model/command.ts'
import type { Host } from '../model/host.ts'
import { UsageError } from '../model/usage-error.ts'
import { type Arguments, parseArguments } from './arguments.ts'
import { AS_OF_OPTION, asOfIn } from './as-of.ts'
import { lintFleet } from './lint.ts'
import { loadFleet } from './load.ts'

type Render = (register: Register) => string

/** What each action prints, by format; the first one where none is named. */
const ACTIONS: ReadonlyMap<string, ReadonlyMap<string, Render>> = new Map([
  ['list', new Map([['pretty', registerList]])],
  [
    'report',
    new Map([
      ['csv', registerCsv],
      ['json', registerJson],
    ]),
  ],
])

export const exemptions: Command = {
  name: 'exemptions',
  summary: 'Prints the register of exemptions: who agreed to what until when, and what each one hides today.',
  operands: 'list [PATH] | report [PATH]',
  options: {
    format: { type: 'string', value: 'FORMAT', help: 'report: csv or json (default: csv)' },
    ...AS_OF_OPTION,
    config: { type: 'string', value: 'FILE', help: 'the configuration, from PATH (default: fleetlint.yaml)' },
  },

  async run(args, host) {
    const parsed = parseArguments(exemptions, args)
    const [action, path, ...others] = parsed.positionals
    const render = renderOf(action, parsed.text('format'))
    if (others.length > 0) throw new UsageError(`\`exemptions ${action ?? ''}\` takes one PATH.`)
    return print(render, path, { args: parsed, host })
  },
}

/** @throws UsageError for an action or a format that there is not. */
function renderOf(action: string | undefined, format: string | undefined): Render {
  const renders = ACTIONS.get(action ?? '')
  if (renders === undefined) throw unknownAction(action)
  const formats = [...renders.keys()]
  const render = renders.get(format ?? formats[0] ?? '')
  if (render === undefined) {
    throw new UsageError(
      `There is no format \`${format ?? ''}\` of \`exemptions ${action ?? ''}\`. It takes ${formats.join(' or ')}.`,
    )
  }
  return render
}

function unknownAction(action: string | undefined): UsageError {
  const names = [...ACTIONS.keys()]
  if (action === undefined) return new UsageError(`\`exemptions\` needs one of ${names.join(', ')}.`)
  const hint = didYouMean(action, names) ?? `There are ${names.join(' and ')}.`
  return new UsageError(`There is no \`exemptions ${action}\`. ${hint}`)
}

interface Call {
  readonly args: Arguments
  readonly host: Host
}

async function print(render: Render, path: string | undefined, { args, host }: Call): Promise<ExitCode> {
  const asOf = asOfIn(args, host)
  const { fleet, config } = await loadFleet(path, host, { configFile: args.text('config') })
  const report = await lintFleet(fleet, config, { asOf })
  const off = [...config.rules].flatMap(([id, level]) => (level === 'off' ? [id] : [])).sort(compareText)
  host.stdout(render(await registerOf({ fleet, report, off, asOf })))
  if (report.failures.length === 0) return 0
  host.stderr('fleetlint: a check has failed, so what exemptions hide is not known. Run `fleetlint check`.\n')
  return 2
}
