import type { Reporter } from '../model/reporter.ts'

/** A format costs nothing until it is named. */
const REPORTERS: ReadonlyMap<string, () => Promise<Reporter>> = new Map([
  ['pretty', async () => (await import('./pretty.ts')).pretty],
  ['compact', async () => (await import('./compact.ts')).compact],
  ['sarif', async () => (await import('./sarif.ts')).sarif],
  ['github', async () => (await import('./github.ts')).github],
  ['json', async () => (await import('./json.ts')).json],
])

/** What `--format` takes. */
export const reporterIds: readonly string[] = [...REPORTERS.keys()]

/** The reporter with this id; undefined where there is none. */
export async function loadReporter(id: string): Promise<Reporter | undefined> {
  return REPORTERS.get(id)?.()
}
