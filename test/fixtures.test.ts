import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allRules } from '../src/commands/all-rules.ts'
import { lint } from '../src/commands/lint.ts'
import { compareText } from '../src/lib/order.ts'
import { openRepository } from '../src/read/repository.ts'
import { AS_OF } from './as-of.ts'
import { expectations, filesBelow, FIXTURES } from './rule-fixtures.ts'

async function found(directory: string): Promise<string[]> {
  const { findings, failures } = await lint(openRepository(directory, 'disk'), { asOf: AS_OF })
  expect(failures).toEqual([])
  return findings
    .filter(({ exemption }) => exemption === undefined)
    .map(({ rule, location: { file, line } }) => `${file}:${String(line)} ${rule}`)
    .sort(compareText)
}

function marked(directory: string): string[] {
  return filesBelow(directory)
    .flatMap(({ path, text }) =>
      expectations(text).map(({ rule, line }) => `${path}:${String(line)} ${rule}`),
    )
    .sort(compareText)
}

for (const { id } of allRules) {
  test(`${id} finds what is marked in its bad fixture, and nothing else`, async () => {
    const directory = join(FIXTURES, id, 'bad')
    expect(marked(directory).some(line => line.endsWith(` ${id}`))).toBe(true)
    expect(await found(directory)).toEqual(marked(directory))
  })

  test(`no rule finds anything in the good fixture of ${id}`, async () => {
    const directory = join(FIXTURES, id, 'good')
    expect(marked(directory)).toEqual([])
    expect(await found(directory)).toEqual([])
  })
}
