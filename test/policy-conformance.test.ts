import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { policyChecker, policyRules } from '../src/check/policy/index.ts'
import { scalarAt, valueIn } from '../src/lib/node.ts'
import type { Build } from '../src/model/build.ts'
import type { Fleet } from '../src/model/fleet.ts'
import { repoPath } from '../src/model/location.ts'
import type { Raised } from '../src/model/raised.ts'
import type { Resource } from '../src/model/resource.ts'
import { resourcesOf } from './small-cluster.ts'
import { libraryTest } from './gatekeeper-library.ts'
import { sharedPath } from './shared.ts'
import { NO_FILES } from './overlay-repository.ts'

interface Verdicts {
  readonly files: readonly (readonly [template: string, constraint: string])[]
  readonly violations: readonly (readonly string[])[]
}

function gunzipped(path: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'))
}

/** Every object in a file of its own, so that a finding says which it is about. */
function objectsOf(path: string): Resource[] {
  const objects = gunzipped(path) as readonly object[]
  return objects.flatMap((object, index) =>
    resourcesOf(`object-${String(index)}.yaml`, JSON.stringify(object)),
  )
}

function fleetOf(resources: readonly Resource[]): Fleet {
  const build: Build = { name: 'all', directory: repoPath(''), resources, problems: [], gaps: [] }
  return { repository: NO_FILES, files: new Map(), clusters: [], standalone: [build], reached: new Set() }
}

/** Templates with CEL beside their Rego: gator evaluates that, in other words and once for all containers. */
function nativeKinds(policies: readonly Resource[]): ReadonlySet<string> {
  const native = policies.filter(
    ({ id, node }) => id.kind === 'ConstraintTemplate' && node.file.text.includes('K8sNativeValidation'),
  )
  return new Set(
    native.map(({ node }) => scalarAt(valueIn(node, 'spec', 'crd', 'spec', 'names'), 'kind')?.text ?? ''),
  )
}

/** What a template joins from a set stands in OPA's order there, and in that of a hash here. */
function inOrder(text: string): string {
  return text.replace(/\[([^\]]*)\]/g, (_, items: string) => `[${items.split(', ').sort().join(', ')}]`)
}

const ACTION = { error: 'deny', warning: 'warn', info: 'dryrun' } as const

type Row = readonly string[]

function lines(rows: readonly Row[], columns: number): string[] {
  return [...new Set(rows.map(row => inOrder(row.slice(0, columns).join(' | '))))].sort()
}

/** What was said as the verdicts have it: constraint kind and name, object kind, namespace and name, action, message. */
function rowsOf(raised: readonly Raised[], objects: readonly Resource[]): Row[] {
  const byPath = new Map(objects.map(object => [object.node.file.path, object.id]))
  return raised.flatMap(({ rule, problem }) => {
    const object = byPath.get(problem.at.file.path)
    const [, kind = '', name = ''] = /`(\S+) (\S+)`/.exec(problem.fix ?? '') ?? []
    if (object === undefined) return []
    return [[kind, name, object.kind, object.namespace, object.name, ACTION[rule.severity], problem.message]]
  })
}

libraryTest({ name: 'says of 874 objects what gator says', count: 1346 }, async library => {
  const directory = sharedPath('conformance/policy') ?? ''
  const { files, violations } = gunzipped(`${directory}/gatekeeper.json.gz`) as Verdicts
  const objects = objectsOf(`${directory}/objects.json.gz`)
  const policies = files.flat().flatMap(path => resourcesOf(path, readFileSync(`${library}/${path}`, 'utf8')))
  const own = policyRules().map(({ id }) => [id, 'off'] as const)
  const { raised, gaps, failures } = await policyChecker.check(
    fleetOf([...policies, ...objects]),
    new Map(own),
  )
  expect(gaps).toEqual([])
  // Two of its rules contradict each other where a container has two probes; gator keeps that to itself.
  expect(failures.map(({ stage }) => stage)).toEqual(['policy/k8spsphostprobeslifecycle'])

  const said = rowsOf(raised, objects)
  const native = nativeKinds(policies)
  const isRego = ([kind = '']: Row): boolean => !native.has(kind)
  const isNative = (row: Row): boolean => !isRego(row)
  expect(lines(said.filter(isRego), 7)).toEqual(lines(violations.filter(isRego), 7))
  expect(lines(said.filter(isNative), 6)).toEqual(lines(violations.filter(isNative), 6))
  expect(said.filter(isRego).length).toBe(1191)
  expect(lines(said.filter(isNative), 6).length).toBe(115)
})
