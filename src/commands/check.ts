import type { Command } from '../model/command.ts'
import type { Severity } from '../model/finding.ts'
import type { Host } from '../model/host.ts'
import type { Report } from '../model/report.ts'
import { UsageError } from '../model/usage-error.ts'
import { loadReporter, reporterIds } from '../report/index.ts'
import { exitCode } from '../settle/exit-code.ts'
import { onePath, parseArguments } from './arguments.ts'
import { AS_OF_OPTION, asOfIn } from './as-of.ts'
import { lintFleet } from './lint.ts'
import { loadFleet } from './load.ts'
import { type Output, outputsOf, writeOutput } from './outputs.ts'
import { selectCluster } from './select-cluster.ts'

export const check: Command = {
  name: 'check',
  summary: 'Resolves the fleet in a repository and prints what is wrong, each finding at its line.',
  operands: '[PATH]',
  options: {
    format: {
      type: 'string',
      multiple: true,
      value: 'FORMAT[=FILE]',
      help: `${reporterIds.join(', ')}; \`sarif=out.sarif\` writes a file; repeatable (default: pretty)`,
    },
    cluster: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      help: 'report on this cluster only, by name or path; repeatable',
    },
    'fail-on': {
      type: 'string',
      value: 'SEVERITY',
      help: 'exit 1 from this severity on: error, warning or info (default: error)',
    },
    strict: { type: 'boolean', help: 'exit 1 where something could not be checked' },
    config: { type: 'string', value: 'FILE', help: 'the configuration, from PATH (default: fleetlint.yaml)' },
    ...AS_OF_OPTION,
    'report-prefix': { type: 'string', value: 'DIR', help: 'put DIR in front of the paths of the report' },
  },
  async run(args, host) {
    const parsed = parseArguments(check, args)
    const path = onePath(check, parsed)
    const outputs = outputsOf(parsed.texts('format'), { ids: reporterIds, example: 'sarif=out.sarif' })
    const failOn = severityOf(parsed.text('fail-on'))
    const asOf = asOfIn(parsed, host)
    const { fleet, config } = await loadFleet(path, host, { configFile: parsed.text('config') })
    const selected = parsed.texts('cluster').map(name => selectCluster(fleet.clusters, name).path)
    const reportPrefix = parsed.text('report-prefix')
    const report = await lintFleet(fleet, config, {
      asOf,
      clusters: selected,
      ...(reportPrefix === undefined ? {} : { reportPrefix }),
    })
    await write(report, outputs, host)
    return exitCode(report, { failOn: failOn ?? config.output.failOn, strict: parsed.isSet('strict') })
  },
}

const SEVERITIES: Readonly<Record<string, Severity>> = { error: 'error', warning: 'warning', info: 'info' }

function severityOf(text: string | undefined): Severity | undefined {
  if (text === undefined) return undefined
  const severity = Object.hasOwn(SEVERITIES, text) ? SEVERITIES[text] : undefined
  if (severity === undefined) {
    throw new UsageError(`\`--fail-on\` takes \`error\`, \`warning\` or \`info\`, not \`${text}\`.`)
  }
  return severity
}

async function write(report: Report, outputs: readonly Output[], host: Host): Promise<void> {
  for (const output of outputs) {
    const reporter = await loadReporter(output.format)
    if (reporter === undefined) throw new Error(`the reporter ${output.format} is listed and not there`)
    writeOutput(output, host, style => reporter.render(report, style))
  }
}
