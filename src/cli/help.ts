import type { Command } from '../model/command.ts'

export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'fleetlint finds what Flux would only find in production.',
    '',
    'Usage: fleetlint COMMAND [OPTIONS]',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Options:',
    '  -h, --help     this text; after a command, the text of that command',
    '  -v, --version  the version',
    '',
    'Exit codes: 0 clean, 1 findings, 2 the run cannot be trusted.',
    '',
  ].join('\n')
}

export function commandHelp({ name, summary, operands, options }: Command): string {
  const rows = Object.entries(options).map(([option, { help, value, short }]) => {
    const flag = value === undefined ? `--${option}` : `--${option} ${value}`
    return [short === undefined ? flag : `-${short}, ${flag}`, help] as const
  })
  const width = Math.max(10, ...rows.map(([flag]) => flag.length))
  return [
    summary,
    '',
    `Usage: fleetlint ${name} ${operands}`.trimEnd(),
    '',
    'Options:',
    ...rows.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`),
    `  ${'-h, --help'.padEnd(width)}  this text`,
    '',
  ].join('\n')
}
