import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'

interface Step {
  readonly id: string
  readonly run: string
  readonly env: Readonly<Record<string, string>>
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}

export interface ActionRun {
  readonly status: number
  readonly log: string
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
}

/** Runs the scripts of an action's `action.yml` as GitHub's runner does, one after another until one fails. */
export function runAction(
  actionDirectory: string,
  workspace: string,
  inputs: Readonly<Record<string, string>>,
): ActionRun {
  const action = parse(readFileSync(join(actionDirectory, 'action.yml'), 'utf8')) as Action
  const temp = mkdtempSync(join(tmpdir(), 'fleetlint-action-'))
  const known = new Map([['github.action_path', actionDirectory]])
  for (const [name, input] of Object.entries(action.inputs))
    known.set(`inputs.${name}`, inputs[name] ?? input.default)
  const summary = join(temp, 'summary.md')
  writeFileSync(summary, '')
  let status = 0
  let log = ''
  for (const { id, run, env } of action.runs.steps) {
    const output = join(temp, id)
    writeFileSync(output, '')
    const done = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: workspace,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...evaluated(env, known),
        RUNNER_TEMP: temp,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
      },
    })
    status = done.status ?? 1
    log += done.stdout + done.stderr
    for (const line of readFileSync(output, 'utf8').trim().split('\n')) {
      const equals = line.indexOf('=')
      known.set(`steps.${id}.outputs.${line.slice(0, equals)}`, line.slice(equals + 1))
    }
    if (status !== 0) break
  }
  const values = Object.entries(action.outputs).map(([name, { value }]) => [name, value] as const)
  const outputs = evaluated(Object.fromEntries(values), known)
  const result = { status, log, summary: readFileSync(summary, 'utf8'), outputs }
  rmSync(temp, { recursive: true })
  return result
}

function evaluated(
  values: Readonly<Record<string, string>>,
  known: ReadonlyMap<string, string>,
): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    value.replace(/\$\{\{ (\S+) \}\}/g, (_, expression: string) => known.get(expression) ?? ''),
  ])
  return Object.fromEntries(entries) as Record<string, string>
}
