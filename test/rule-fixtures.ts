import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ExampleFile } from '../src/check/rules/page.ts'
import { compareText } from '../src/lib/order.ts'

/** Folder of the rules' fixtures: `<area>/<problem>/bad` and `good`. */
export const FIXTURES: string = fileURLToPath(new URL('../fixtures/rules/', import.meta.url))

export interface Expectation {
  readonly rule: string
  readonly line: number
}

const MARKER = /# expect(?:\(([+-]\d+)\))?: (\S+)/g

/** Reads `# expect: area/problem` comments, each standing for one finding on its line. */
export function expectations(text: string): Expectation[] {
  return text.split('\n').flatMap((content, index) =>
    [...content.matchAll(MARKER)].map(([, offset = '0', rule = '']) => ({
      rule,
      line: index + 1 + Number(offset),
    })),
  )
}

/** Every file below a directory, sorted by path. */
export function filesBelow(directory: string): ExampleFile[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({
      path: path.slice(directory.length + 1).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8'),
    }))
    .sort((a, b) => compareText(a.path, b.path))
}
