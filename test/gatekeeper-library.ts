import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'

/** A checkout of open-policy-agent/gatekeeper-library, at 5c441fb6, beside the project or where a variable says. */
const LIBRARY =
  process.env['GATEKEEPER_LIBRARY'] ?? fileURLToPath(new URL('../../gatekeeper-library', import.meta.url))

interface LibrarySuite {
  readonly name: string
  /** How many cases are skipped where there is no checkout. */
  readonly count: number
}

/** A test over the library's own files; without a checkout it says what was skipped. */
export function libraryTest({ name, count }: LibrarySuite, run: (library: string) => Promise<void>): void {
  if (existsSync(`${LIBRARY}/library`)) test(name, { timeout: 240_000 }, () => run(LIBRARY))
  else test.skipIf(true)(`${name}: ${String(count)} cases skipped, no checkout of the library`)
}
