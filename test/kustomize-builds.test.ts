import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { repoPath } from '../src/model/location.ts'
import { Documents } from '../src/read/documents.ts'
import { openRepository } from '../src/read/repository.ts'
import { buildKustomization } from '../src/render/kustomize/build.ts'
import { isRefused, printed } from './kustomize-suite.ts'
import { sharedPath, suiteTest } from './shared.ts'

type Builds = Readonly<Record<string, { readonly output?: string; readonly error?: string }>>

const COUNT = 537

/** Directories that do not come out as kustomize prints them, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {}

suiteTest(
  {
    name: 'builds every directory of the shared fleets as kustomize does',
    path: 'conformance/engines/kustomize-builds',
    count: COUNT,
  },
  directory => {
    const different: Record<string, string> = {}
    let count = 0
    for (const name of readdirSync(directory).sort()) {
      const fleet = name.replace('.json.gz', '')
      const builds = JSON.parse(gunzipSync(readFileSync(join(directory, name))).toString()) as Builds
      const documents = new Documents(openRepository(sharedPath(`fleets/${fleet}`) ?? '', 'disk'))
      for (const [path, { output }] of Object.entries(builds)) {
        count++
        const reason = difference(documents, path, output)
        if (reason !== undefined) different[`${fleet}/${path}`] = reason
      }
    }
    expect(count).toBe(COUNT)
    expect(different).toEqual(EXCEPTIONS)
  },
)

function difference(documents: Documents, path: string, output: string | undefined): string | undefined {
  const build = buildKustomization(documents, repoPath(path), { restriction: 'none', order: 'legacy' })
  if (output === undefined) return isRefused(build) ? undefined : 'builds, and must not'
  if (isRefused(build)) return [...build.problems, ...build.gaps].map(({ message }) => message).join(' ')
  return printed(build) === output ? undefined : 'prints another text'
}
