import type { Style } from '../../model/reporter.ts'

/** How a difference is printed. */
export interface DiffStyle extends Style {
  /** Whether objects that are added or removed are printed as a whole. */
  readonly isFull: boolean
}
