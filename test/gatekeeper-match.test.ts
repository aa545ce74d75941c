import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { matches, readMatch } from '../src/check/policy/gatekeeper/match.ts'
import { shortId } from '../src/model/resource.ts'
import { repoPath } from '../src/model/location.ts'
import { parseYaml } from '../src/read/yaml/parse.ts'
import { resourcesOf } from './small-cluster.ts'

/** What `gator verify` takes of some objects by the match of a constraint, their namespaces in the inventory. */
interface Verdicts {
  readonly objects: readonly object[]
  readonly cases: readonly { readonly match: object; readonly taken: readonly number[] }[]
}

const FILE = new URL('../fixtures/gatekeeper/match.json', import.meta.url)

const { objects, cases } = JSON.parse(readFileSync(FILE, 'utf8')) as Verdicts
const resources = objects.flatMap(object => resourcesOf('object.yaml', JSON.stringify(object)))
const namespaces = new Map(
  resources
    .filter(({ id }) => id.kind === 'Namespace' && id.group === '')
    .map(resource => [resource.id.name, resource]),
)

test('150 matches take of 14 objects what gator takes', () => {
  expect([resources.length, cases.length]).toEqual([14, 150])
  for (const { match, taken } of cases) {
    const text = JSON.stringify(match)
    const read = readMatch(parseYaml({ path: repoPath('match.yaml'), text }, 'resource').documents[0]?.root)
    if ('message' in read) throw new Error(`${text}: ${read.message}`)
    const ours = resources.filter(object => matches(read, object, { namespaces, isServed: false }) === 'yes')
    const theirs = resources.filter((_, index) => taken.includes(index))
    expect([text, ours.map(({ id }) => shortId(id))]).toEqual([text, theirs.map(({ id }) => shortId(id))])
  }
})
