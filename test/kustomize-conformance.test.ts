import { expect } from 'vitest'
import { builtCases, shortfall } from './kustomize-suite.ts'
import { suiteTest } from './shared.ts'

interface Floor {
  readonly suite: string
  /** How many cases there are, all of which pass but the exceptions. */
  readonly count: number
  /** Cases that do not pass, and why. */
  readonly exceptions: Readonly<Record<string, string>>
}

const FLOORS: readonly Floor[] = [
  { suite: 'krusty-5.8.1', count: 168, exceptions: {} },
  { suite: 'filter-replacement-5.8.1', count: 49, exceptions: {} },
  { suite: 'builtin-plugins-5.5.0', count: 63, exceptions: {} },
]

for (const { suite, count, exceptions } of FLOORS) {
  const path = `conformance/kustomize/${suite}`
  suiteTest({ name: `builds every case of ${suite} as kustomize does`, path, count }, directory => {
    const failures = new Map<string, string>()
    let cases = 0
    for (const built of builtCases(directory)) {
      cases++
      const reason = shortfall(built)
      if (reason !== undefined) failures.set(built.id, reason)
    }
    expect(cases).toBe(count)
    expect(Object.fromEntries(failures)).toEqual(exceptions)
  })
}
