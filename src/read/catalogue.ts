import { existsSync, readFileSync } from 'node:fs'
import { PACKAGE_ROOT } from './package-root.ts'

const CATALOGUE = new URL('schemas/catalogue/', PACKAGE_ROOT)

/** The text of a file of our own catalogue of schemas; undefined where it has none of that name. */
export function catalogueText(name: string): string | undefined {
  const file = new URL(name, CATALOGUE)
  return file.href.startsWith(CATALOGUE.href) && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
