import { compareText, inOrder } from '../../lib/order.ts'
import { locate } from '../../lib/locate.ts'
import type { Origin } from '../../model/location.ts'
import { UsageError } from '../../model/usage-error.ts'

/** Something in the configuration that cannot be used. */
export interface Mistake {
  readonly at: Origin
  /** One sentence. */
  readonly message: string
}

const byPlace = inOrder<Mistake>(
  (a, b) => a.at.start - b.at.start,
  (a, b) => compareText(a.message, b.message),
)

/** Every mistake on a line of its own, `file:line:column: message`, in the order of the file. */
export function usageErrorOf(mistakes: readonly Mistake[]): UsageError {
  const lines = mistakes.toSorted(byPlace).map(({ at, message }) => {
    const { line, column } = locate(at)
    return `${at.file.path}:${String(line)}:${String(column)}: ${message}`
  })
  return new UsageError([...new Set(lines)].join('\n'))
}
