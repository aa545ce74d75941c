import { UsageError } from '../../model/usage-error.ts'
import type { Arguments } from '../arguments.ts'

const FORMATS = ['pretty', 'json'] as const
export type OutputFormat = (typeof FORMATS)[number]

/** @throws UsageError for a format that there is not. */
export function formatOf(args: Arguments): OutputFormat {
  const text = args.text('format') ?? 'pretty'
  const format = FORMATS.find(known => known === text)
  if (format === undefined)
    throw new UsageError(`There is no format \`${text}\`. There are ${FORMATS.join(', ')}.`)
  return format
}
