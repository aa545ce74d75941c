import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'

const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url))

/** Absolute path of a folder or file of the reference data beside the project; undefined where it is absent. */
export function sharedPath(path: string): string | undefined {
  const found = SHARED + path
  return existsSync(found) ? found : undefined
}

export interface Suite {
  readonly name: string
  /** Where the data lies, below the reference data. */
  readonly path: string
  /** How many cases it holds; said when they are skipped. */
  readonly count: number
}

/** A test over reference data that stands beside the project; without it, it says what was skipped. */
export function suiteTest(
  { name, path, count }: Suite,
  run: (directory: string) => void | Promise<void>,
): void {
  const found = sharedPath(path)
  if (found === undefined) test.skipIf(true)(`${name}: ${String(count)} cases skipped, no ${path}`)
  else test(name, { timeout: 240_000 }, () => run(found))
}
