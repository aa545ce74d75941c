import { didYouMean } from '../lib/nearest.ts'
import { UsageError } from '../model/usage-error.ts'

/** What is said of a format that a command does not have. */
export function unknownFormat(format: string, ids: readonly string[]): UsageError {
  const hint = didYouMean(format, ids) ?? `There are ${ids.join(', ')}.`
  return new UsageError(`There is no format \`${format}\`. ${hint}`)
}
