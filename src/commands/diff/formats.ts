import type { Difference } from '../../model/difference.ts'
import type { DiffStyle } from './diff-style.ts'

export type RenderDifference = (difference: Difference, style: DiffStyle) => string

/** A format costs nothing until it is named. */
const FORMATS: ReadonlyMap<string, () => Promise<RenderDifference>> = new Map([
  ['pretty', async () => (await import('./pretty.ts')).pretty],
  ['markdown', async () => (await import('./markdown.ts')).markdown],
  ['json', async () => (await import('./json.ts')).json],
])

/** What `--format` takes. */
export const formatIds: readonly string[] = [...FORMATS.keys()]

export async function loadFormat(id: string): Promise<RenderDifference | undefined> {
  return FORMATS.get(id)?.()
}
