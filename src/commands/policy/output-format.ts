import type { Arguments } from '../arguments.ts'
import { unknownFormat } from '../unknown-format.ts'

const FORMATS = ['pretty', 'json'] as const
export type OutputFormat = (typeof FORMATS)[number]

/** @throws UsageError for a format that there is not. */
export function formatOf(args: Arguments): OutputFormat {
  const text = args.text('format') ?? 'pretty'
  const format = FORMATS.find(known => known === text)
  if (format === undefined) throw unknownFormat(text, FORMATS)
  return format
}
