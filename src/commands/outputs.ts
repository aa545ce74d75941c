import type { Host } from '../model/host.ts'
import type { Style } from '../model/reporter.ts'
import { UsageError } from '../model/usage-error.ts'
import { unknownFormat } from './unknown-format.ts'

/** A format, and where it goes. */
export interface Output {
  readonly format: string
  /** Undefined for stdout. */
  readonly file: string | undefined
}

/** The formats of a command, and how one of them is written to a file. */
export interface Formats {
  readonly ids: readonly string[]
  readonly example: string
}

/**
 * What `--format` asks for, `pretty` where it is not given.
 * @throws UsageError for a format that is not among `ids`, and for more than one on stdout.
 */
export function outputsOf(texts: readonly string[], { ids, example }: Formats): readonly Output[] {
  const outputs = (texts.length > 0 ? texts : ['pretty']).map(text => outputOf(text, ids))
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError(
      `Only one \`--format\` can go to stdout; give the others a file, as in \`${example}\`.`,
    )
  }
  return outputs
}

function outputOf(text: string, ids: readonly string[]): Output {
  const equals = text.indexOf('=')
  const format = equals < 0 ? text : text.slice(0, equals)
  const file = equals < 0 ? undefined : text.slice(equals + 1)
  if (!ids.includes(format)) throw unknownFormat(format, ids)
  if (file === '') throw new UsageError(`\`--format ${text}\` names no file.`)
  return { format, file }
}

/** Prints a text to where it goes, in the style of that place. */
export function writeOutput({ file }: Output, host: Host, render: (style: Style) => string): void {
  if (file === undefined) host.stdout(render(styleOf(host)))
  else host.write(file, render(PLAIN))
}

const PLAIN: Style = { color: false, width: 80 }

function styleOf({ env, terminal }: Host): Style {
  const isForced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0'
  const isRefused = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== ''
  return { color: isForced || (terminal.isTty && !isRefused), width: terminal.width }
}
