import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { loadBundle, readIndex } from '../src/check/policy/bundle.ts'
import { compileUnits } from '../src/check/policy/compile.ts'
import { clusterPolicies, type FoundConstraint } from '../src/check/policy/gatekeeper/fleet-policies.ts'
import { reviewOf } from '../src/check/policy/gatekeeper/review.ts'
import { runtimeFor } from '../src/check/policy/host/runtime-for.ts'
import { inventoryOf, type Scope, scopesOf } from '../src/check/policy/scope.ts'
import { fieldOf } from '../src/check/policy/shape.ts'
import { ENTRY_POINT } from '../src/check/policy/unit.ts'
import { loadedFleet } from '../src/commands/load.ts'
import type { Build } from '../src/model/build.ts'
import { repoPath } from '../src/model/location.ts'
import type { Resource } from '../src/model/resource.ts'
import { openRepository } from '../src/read/repository.ts'
import { parseYaml } from '../src/read/yaml/parse.ts'
import { libraryTest } from './gatekeeper-library.ts'
import { opaWasm, type Runtime } from './opa-wasm.ts'
import { PROJECT } from './policy-run.ts'
import { FIXTURES, filesBelow } from './rule-fixtures.ts'
import { sharedPath, suiteTest } from './shared.ts'
import { resourcesOf } from './small-cluster.ts'

/** The same module in our host and in OPA's package for npm. */
interface Peers {
  readonly exact: Runtime
  readonly packaged: Runtime
}

/** As `check` runs what is ours, and as it would run it if a fleet had brought it. */
async function peersOf(wasm: Uint8Array | undefined): Promise<Peers> {
  const module = await WebAssembly.compile(wasm ?? new Uint8Array())
  return { exact: await runtimeFor('fleet', module), packaged: await runtimeFor('ours', module) }
}

/** As `check` runs what a fleet brings, and as the package would. */
async function fleetPeersOf(wasm: Uint8Array | undefined): Promise<Peers> {
  const module = await WebAssembly.compile(wasm ?? new Uint8Array())
  return { exact: await runtimeFor('fleet', module), packaged: opaWasm(module) }
}

function setData({ exact, packaged }: Peers, objects: readonly Resource[]): void {
  const data = inventoryOf(objects.map(resource => ({ resource })))
  exact.setData(data)
  packaged.setData(data)
}

type Asked = readonly (readonly [key: string, parameters: string])[]

function inputOf(asked: Asked, object: Resource): string {
  const entries = asked.map(([key, parameters]) => `${JSON.stringify(key)}:[${parameters}]`)
  return `{"asked":{${entries.join(',')}},"review":${reviewOf(object)}}`
}

interface Count {
  readonly objects: number
  /** Objects of which the policies say something. */
  readonly answered: number
}

/** Demands the same answers of both, word for word and in the same order. */
function compare(peers: Peers, asked: Asked, objects: readonly Resource[]): Count {
  setData(peers, objects)
  let answered = 0
  for (const object of objects) {
    const input = inputOf(asked, object)
    const answers = peers.packaged.evaluate(ENTRY_POINT, input)
    expect(answers).toEqual(peers.exact.evaluate(ENTRY_POINT, input))
    if (Array.isArray(answers) && answers.length > 0) answered++
  }
  return { objects: objects.length, answered }
}

function constraintsIn(resources: readonly Resource[]): readonly FoundConstraint[] {
  const build: Build = { name: 'all', directory: repoPath(''), resources, problems: [], gaps: [] }
  const objects = resources.map(resource => ({ resource, build }))
  return clusterPolicies({ name: 'all', cluster: undefined, objects }, new Map()).constraints
}

async function scopesBelow(directory: string): Promise<readonly Scope[]> {
  return scopesOf(await loadedFleet(openRepository(directory, 'disk')))
}

const resources = ({ objects }: Scope): readonly Resource[] => objects.map(({ resource }) => resource)

/** Everything that the committed bundle answers: our policies, and the constraint that our fleet delivers. */
let bundle: Peers
let asked: Asked
let ourFleet: readonly Scope[]

beforeAll(async () => {
  bundle = await peersOf(loadBundle())
  ourFleet = await scopesBelow(PROJECT)
  const constraints = ourFleet.flatMap(scope => constraintsIn(resources(scope)))
  asked = [
    ...readIndex().policies.map(({ key }) => [key, '{}'] as const),
    ...constraints.map(({ template, constraint }) => [template.unit.key, constraint.parameters] as const),
  ]
})

/** None where the file is broken, as that of a rule about broken files is. */
function objectsIn({ path, text }: { readonly path: string; readonly text: string }): readonly Resource[] {
  if (!/\.ya?ml$/.test(path)) return []
  const { problems } = parseYaml({ path: repoPath(path), text }, 'resource')
  return problems.length > 0 ? [] : resourcesOf(path, text)
}

test('the bundle says of our fleet and of every fixture the same in both hosts', () => {
  expect(asked.length).toBeGreaterThan(3)
  for (const scope of ourFleet) expect(compare(bundle, asked, resources(scope)).answered).toBeGreaterThan(0)
  const { objects, answered } = compare(bundle, asked, filesBelow(FIXTURES).flatMap(objectsIn))
  expect(objects).toBeGreaterThan(500)
  expect(answered).toBeGreaterThan(100)
})

suiteTest(
  { name: 'the bundle says the same of real fleets in both', path: 'fleets', count: 3 },
  async directory => {
    let answered = 0
    for (const name of ['flux2-multi-tenancy', 'home-ops-onedr0p', 'radix-flux']) {
      for (const scope of await scopesBelow(`${directory}/${name}`)) {
        answered += compare(bundle, asked, resources(scope)).answered
      }
    }
    expect(answered).toBeGreaterThan(500)
  },
)

test('the tests of our policies come out the same in both', async () => {
  const files = filesBelow(`${PROJECT}policies`).filter(({ path }) => path.endsWith('.rego'))
  const modules = files.map(({ path, text }) => ({ file: path, text, version: 1 as const }))
  const { wasm, units } = await compileUnits([{ key: 'own', rule: 'problems', modules }], { tests: true })
  const { exact, packaged } = await peersOf(wasm)
  const tests = units.flatMap(unit => unit.tests)
  expect(tests.length).toBeGreaterThan(10)
  for (const { entry } of tests) {
    expect([entry, exact.evaluate(entry, undefined), packaged.evaluate(entry, undefined)]).toEqual([
      entry,
      true,
      true,
    ])
  }
})

/** Why the package does not run what a fleet brings: what is evaluated, what OPA and our host say, what it says. */
const DIFFERENCES = [
  // Its `sprintf` is that of a JavaScript library, and none given by the host takes its place.
  ['a_list', 'sprintf("%v", [["a", "b"]])', '["a", "b"]', 'a,b'],
  ['an_object', 'sprintf("%v", [{"a": 1}])', '{"a": 1}', '[object Object]'],
  ['too_few', 'sprintf("%s and %s", ["a"])', 'a and %!s(MISSING)', 'a and undefined'],
  ['no_number', 'sprintf("%d", ["a"])', '%!d(string=a)', 'throws'],
  ['a_null', 'sprintf("%v", [null])', 'null', 'throws'],
  ['a_quote', 'sprintf("%q", ["a"])', '"a"', 'throws'],
  // Arguments are JSON: a set becomes a list, in the order of a hash, and a large integer becomes a double.
  ['a_set', 'sprintf("%v", [{"a"}])', '{"a"}', 'a'],
  ['a_large_integer', 'sprintf("%d", [9007199254740993])', '9007199254740993', '9007199254740992'],
  ['a_subset', 'object.subset({"a", "b", "c"}, {"a", "c"})', true, false],
] as const

/** The result, or that there is none because the runtime threw. */
function outcomeOf(evaluate: () => unknown): unknown {
  try {
    return evaluate()
  } catch {
    return 'throws'
  }
}

test('where the package differs, our host says what OPA says', async () => {
  const rules = DIFFERENCES.map(([name, expression]) => `test_${name} := ${expression}`)
  const text = ['package differences', 'import rego.v1', ...rules].join('\n')
  const unit = { key: 'all', rule: 'none', modules: [{ file: 'all.rego', text, version: 1 as const }] }
  const { wasm } = await compileUnits([unit], { tests: true })
  const { exact, packaged } = await fleetPeersOf(wasm)
  const said = DIFFERENCES.map(([name, expression]) => {
    const results = [exact, packaged].map(runtime =>
      outcomeOf(() => runtime.evaluate(`differences/test_${name}`, '{}')),
    )
    return [name, expression, ...results]
  })
  expect(said).toEqual(DIFFERENCES)
})

/** What one template says of one object in both, told apart as finely as the package allows. */
type Agreement = 'alike' | 'in other words' | 'the package throws' | 'neither answers' | 'differently'

function agreementOf({ exact, packaged }: Peers, input: string): Agreement {
  const [left, right] = [exact, packaged].map(runtime =>
    outcomeOf(() => runtime.evaluate(ENTRY_POINT, input)),
  )
  if (left === 'throws' || right === 'throws') {
    return left === right ? 'neither answers' : left === 'throws' ? 'differently' : 'the package throws'
  }
  if (JSON.stringify(left) === JSON.stringify(right)) return 'alike'
  return decisionsIn(left) === decisionsIn(right) ? 'in other words' : 'differently'
}

/** Answers without their messages; they stand in the order of a hash over these. */
function decisionsIn(answers: unknown): string {
  const decisions = (Array.isArray(answers) ? answers : []).map(answer =>
    JSON.stringify([fieldOf(answer, 'key'), fieldOf(fieldOf(answer, 'answer'), 'details')]),
  )
  return decisions.sort().join('\n')
}

libraryTest({ name: 'templates of the library decide alike in both', count: 42_826 }, async library => {
  const directory = sharedPath('conformance/policy') ?? ''
  const { files } = gunzipped(`${directory}/gatekeeper.json.gz`) as { files: readonly string[][] }
  const objects = (gunzipped(`${directory}/objects.json.gz`) as readonly object[]).flatMap(object =>
    resourcesOf('object.yaml', JSON.stringify(object)),
  )
  const policies = files.flat().flatMap(path => resourcesOf(path, readFileSync(`${library}/${path}`, 'utf8')))
  const constraints = constraintsIn(policies)
  const { wasm } = await compileUnits(constraints.map(({ template }) => template.unit))
  const peers = await fleetPeersOf(wasm)
  setData(peers, objects)
  const counts = new Map<Agreement, number>()
  for (const { template, constraint } of constraints) {
    for (const object of objects) {
      const agreement = agreementOf(peers, inputOf([[template.unit.key, constraint.parameters]], object))
      counts.set(agreement, (counts.get(agreement) ?? 0) + 1)
    }
  }
  expect(Object.fromEntries(counts)).toEqual({
    alike: 41_251,
    // Messages that print a list, a set or an object.
    'in other words': 1553,
    // Messages that print null, or what is not there.
    'the package throws': 13,
    // A template that contradicts itself.
    'neither answers': 9,
  })
})

function gunzipped(path: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'))
}
