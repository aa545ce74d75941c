import type { Host } from '../model/host.ts'
import { UsageError } from '../model/usage-error.ts'
import { isDate } from '../settle/iso-date.ts'
import type { Arguments } from './arguments.ts'

/** The option `--as-of`, for each command that judges exemptions. */
export const AS_OF_OPTION = {
  'as-of': {
    type: 'string',
    value: 'DATE',
    help: 'judge exemptions on this day, as 2026-11-24 (default: today, UTC)',
  },
} as const

/**
 * The day that the arguments name, else today.
 * @throws UsageError for what is no day of the calendar.
 */
export function asOfIn(args: Arguments, host: Host): string {
  const text = args.text('as-of') ?? host.today
  if (!isDate(text)) throw new UsageError(`\`--as-of\` takes a day, as in \`2026-11-24\`, not \`${text}\`.`)
  return text
}
