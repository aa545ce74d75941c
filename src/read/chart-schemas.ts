import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { compareText } from '../lib/order.ts'
import { PACKAGE_ROOT } from './package-root.ts'

const CHARTS = new URL('schemas/charts/', PACKAGE_ROOT)

/** The text of one of our own values schemas, `podinfo/6.9.4.json`; undefined where there is none of that name. */
export function chartSchemaText(name: string): string | undefined {
  const file = new URL(name, CHARTS)
  return file.href.startsWith(CHARTS.href) && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** The versions of which there are values schemas, in the order of their texts. */
export function chartSchemaVersions(chart: string): readonly string[] {
  const folder = new URL(`${chart}/`, CHARTS)
  if (!folder.href.startsWith(CHARTS.href) || !existsSync(folder)) return []
  const names = readdirSync(folder).filter(name => name.endsWith('.json'))
  return names.map(name => name.slice(0, -'.json'.length)).sort(compareText)
}
