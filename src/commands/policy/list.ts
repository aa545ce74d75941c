import { readIndex } from '../../check/policy/bundle.ts'
import type { ExitCode } from '../../model/command.ts'
import type { Host } from '../../model/host.ts'
import { UsageError } from '../../model/usage-error.ts'
import { jsonText } from '../../report/json-text.ts'
import type { Arguments } from '../arguments.ts'
import { formatOf } from './output-format.ts'

/** `policy list`: the policies that `check` knows by itself. */
export async function listPolicies(
  operands: readonly string[],
  args: Arguments,
  host: Host,
): Promise<ExitCode> {
  if (operands.length > 0) throw new UsageError('`policy list` takes no PATH.')
  const { policies } = readIndex()
  if (formatOf(args) === 'json') {
    host.stdout(jsonText({ policies: policies.map(({ rule, kinds, file }) => ({ ...rule, kinds, file })) }))
    return Promise.resolve(0)
  }
  const width = Math.max(0, ...policies.map(({ rule }) => rule.id.length))
  for (const { rule } of policies) {
    host.stdout(`${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`)
  }
  return Promise.resolve(0)
}
