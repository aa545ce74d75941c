import { existsSync, readFileSync } from 'node:fs'

/** From `src` and from `dist` alike. */
const CHARTS = new URL('../../schemas/charts/', import.meta.url)

/** The text of one of our own values schemas, `podinfo/6.9.4.json`; undefined where there is none of that name. */
export function chartSchemaText(name: string): string | undefined {
  const file = new URL(name, CHARTS)
  return file.href.startsWith(CHARTS.href) && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
