import type { Command, ExitCode } from '../model/command.ts'
import type { Difference } from '../model/difference.ts'
import type { Host } from '../model/host.ts'
import { UsageError } from '../model/usage-error.ts'
import { parseArguments } from './arguments.ts'
import { formatIds, loadFormat } from './diff/formats.ts'
import { loadFleet, loadFleetAt } from './load.ts'
import { type Output, outputsOf, writeOutput } from './outputs.ts'
import { selectCluster } from './select-cluster.ts'

export const diff: Command = {
  name: 'diff',
  summary: 'Prints what the changes since a commit do to every cluster: objects added, changed and removed.',
  operands: 'REF [PATH]',
  options: {
    format: {
      type: 'string',
      multiple: true,
      value: 'FORMAT[=FILE]',
      help: `${formatIds.join(', ')}; \`markdown=out.md\` writes a file; repeatable (default: pretty)`,
    },
    cluster: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      help: 'this cluster only, by name or path; repeatable',
    },
    full: { type: 'boolean', help: 'print the whole of objects that are added or removed' },
    'exit-code': {
      type: 'boolean',
      help: 'exit 1 where something changes, 2 where that cannot be told',
    },
    config: { type: 'string', value: 'FILE', help: 'the configuration, from PATH (default: fleetlint.yaml)' },
  },

  async run(args, host) {
    const parsed = parseArguments(diff, args)
    const [revision, path, more] = parsed.positionals
    if (revision === undefined) {
      throw new UsageError('`diff` takes a REF to compare with: a branch, a tag, a commit, or `main...`.')
    }
    if (more !== undefined) throw new UsageError('`diff` takes one REF and one PATH.')
    const outputs = outputsOf(parsed.texts('format'), { ids: formatIds, example: 'markdown=out.md' })
    const now = await loadFleet(path, host, { configFile: parsed.text('config') })
    const then = await loadFleetAt(now, revision, host)
    const known = [...now.fleet.clusters, ...then.fleet.clusters]
    const { compareFleets } = await import('./diff/compare-fleets.ts')
    const difference = compareFleets({
      before: then.fleet,
      after: now.fleet,
      reference: { name: revision, commit: then.commit },
      clusters: parsed.texts('cluster').map(name => selectCluster(known, name).path),
    })
    await write(difference, outputs, { host, isFull: parsed.isSet('full') })
    return parsed.isSet('exit-code') ? exitCode(difference) : 0
  },
}

interface Writing {
  readonly host: Host
  readonly isFull: boolean
}

async function write(
  difference: Difference,
  outputs: readonly Output[],
  { host, isFull }: Writing,
): Promise<void> {
  for (const output of outputs) {
    const render = await loadFormat(output.format)
    if (render === undefined) throw new Error(`the format ${output.format} is listed and not there`)
    writeOutput(output, host, style => render(difference, { ...style, isFull }))
  }
}

/** As `git diff --exit-code`, and 2 where mistakes on one side hide what changes. */
function exitCode({ isTrusted, clusters }: Difference): ExitCode {
  if (!isTrusted) return 2
  return clusters.length > 0 ? 1 : 0
}
