import { existsSync, readFileSync } from 'node:fs'
import { PACKAGE_ROOT } from './package-root.ts'

const CHARTS = new URL('schemas/charts/', PACKAGE_ROOT)

/** The text of one of our own values schemas, `podinfo/6.9.4.json`; undefined where there is none of that name. */
export function chartSchemaText(name: string): string | undefined {
  const file = new URL(name, CHARTS)
  return file.href.startsWith(CHARTS.href) && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
