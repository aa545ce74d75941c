import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { lint } from '../src/commands/lint.ts'
import type { Finding } from '../src/model/finding.ts'
import type { Repository } from '../src/model/repository.ts'
import { NO_FILES, overlay } from './overlay-repository.ts'
import { suiteTest } from './shared.ts'

interface Case {
  readonly meta: { readonly id: string; readonly file: string }
  readonly bad: Readonly<Record<string, string>>
  /** The files that the repair changed; null where it deleted one. */
  readonly fixed: Readonly<Record<string, string | null>>
}

/** Mistakes that are not found, and what would find them or why nothing does. */
const MISSED: ReadonlyMap<string, string> = new Map([
  ['D028', "Grafana's own syntax: Flux substitutes nothing there, and the mistake is one of Grafana's"],
  ['D037', 'the variables: a MutatingAdmissionPolicy gives the Kustomization its postBuild in the cluster'],
  ['D055', 'the cycle: the named file is at neither end of it'],
  ['D063', 'the index of the chart repository: the source exists and does not hold the chart'],
])

const CHUNKS = 4

for (let chunk = 0; chunk < CHUNKS; chunk++) {
  const name = `finds real mistakes where they were made, part ${String(chunk + 1)} of ${String(CHUNKS)}`
  suiteTest({ name, path: 'real-defects', count: 60 / CHUNKS }, async directory => {
    const files = readdirSync(directory).filter(file => file.endsWith('.json.gz'))
    const missed: string[] = []
    for (const file of files.filter((_, index) => index % CHUNKS === chunk)) {
      const item = JSON.parse(gunzipSync(readFileSync(join(directory, file))).toString('utf8')) as Case
      if (!(await isFound(item))) missed.push(item.meta.id)
    }
    expect(missed.filter(id => !MISSED.has(id))).toEqual([])
  })
}

/** Whether an error or warning at the file is there before the repair and gone after it. */
async function isFound({ meta, bad, fixed }: Case): Promise<boolean> {
  const before = await findingsIn(overlay(NO_FILES, bad))
  const repaired = { ...bad, ...withoutNull(fixed) }
  const after = new Set((await findingsIn(overlay(NO_FILES, repaired))).map(identityOf))
  return before.some(
    finding =>
      finding.severity !== 'info' && finding.location.file === meta.file && !after.has(identityOf(finding)),
  )
}

async function findingsIn(repository: Repository): Promise<readonly Finding[]> {
  const { findings, failures } = await lint(repository, { asOf: '2026-11-24' })
  expect(failures).toEqual([])
  return findings
}

function identityOf({ rule, location, message }: Finding): string {
  return [rule, location.file, message].join(' ')
}

function withoutNull(files: Case['fixed']): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text ?? undefined]))
}
