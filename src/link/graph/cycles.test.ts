import { expect, test } from 'vitest'
import { type SmallBuild, smallCluster } from '../../../test/small-cluster.ts'
import { compareText } from '../../lib/order.ts'
import { cyclesOf } from './cycles.ts'
import { cyclicReferences } from './cyclic-references.ts'
import { cyclicComponents } from './components.ts'

function kustomization(name: string, spec: string): string {
  return `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: ${spec}
`
}

function dependingOn(...names: readonly string[]): string {
  return `{ dependsOn: [${names.map(name => `{ name: ${name} }`).join(', ')}] }`
}

function release(name: string, ...dependencies: readonly string[]): string {
  return `---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: flux-system }
spec: ${dependingOn(...dependencies)}
`
}

function cycles(...builds: readonly SmallBuild[]): string[] {
  const nameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1)
  return cyclesOf(smallCluster(builds).graph).map(cycle =>
    cycle
      .map(({ waiter, awaited, because }) => `${nameOf(waiter)} ${because.type} ${nameOf(awaited)}`)
      .join(', '),
  )
}

function cyclic(...builds: readonly SmallBuild[]): string[] {
  return [...cyclicReferences(smallCluster(builds).graph)].map(
    ({ type, from, target }) => `${from.resource.id.name} ${type} ${target.name}`,
  )
}

test('every reference of a knot is part of a cycle, not only those of the shortest', () => {
  const yaml = [
    kustomization('a', dependingOn('b')),
    kustomization('b', dependingOn('a', 'c')),
    kustomization('c', dependingOn('a')),
    kustomization('d', dependingOn('a')),
  ].join('')
  expect(cyclic({ yaml })).toEqual(['a dependsOn b', 'b dependsOn a', 'b dependsOn c', 'c dependsOn a'])
})

test('what a member of a cycle applies and waits for is no part of it, unless it waits for the others itself', () => {
  const waiting = '{ wait: true, dependsOn: [{ name: b }] }'
  const yaml = kustomization('a', waiting) + kustomization('b', dependingOn('a'))
  const inner = kustomization('inner', '{ wait: true }') + release('web')
  const deeper = release('database') + release('queue', 'database')
  const tied = kustomization('tied', dependingOn('b'))
  const found = cyclic({ yaml }, { owner: 'a', yaml: inner + tied }, { owner: 'inner', yaml: deeper })
  expect(found).toEqual(['a dependsOn b', 'b dependsOn a', 'tied dependsOn b', 'a waits-for tied'])
})

test('an object that depends on itself is a cycle', () => {
  expect(cycles({ yaml: kustomization('apps', dependingOn('apps')) })).toEqual(['apps dependsOn apps'])
})

test('a chain and a diamond are no cycles', () => {
  const yaml = [
    kustomization('a', dependingOn('b', 'c')),
    kustomization('b', dependingOn('d')),
    kustomization('c', dependingOn('d')),
    kustomization('d', '{}'),
  ].join('')
  expect(cycles({ yaml })).toEqual([])
})

test('a knot is one cycle, the shortest, whatever the order of the objects', () => {
  const objects = [
    kustomization('a', dependingOn('b')),
    kustomization('b', dependingOn('c')),
    kustomization('c', dependingOn('a', 'b')),
    kustomization('z', dependingOn('a')),
  ]
  expect(cycles({ yaml: objects.join('') })).toEqual(['b dependsOn c, c dependsOn b'])
  expect(cycles({ yaml: objects.toReversed().join('') })).toEqual(['b dependsOn c, c dependsOn b'])
})

test('two knots are two cycles', () => {
  const yaml = [
    kustomization('y', dependingOn('x')),
    kustomization('x', dependingOn('y')),
    kustomization('a', dependingOn('b')),
    kustomization('b', dependingOn('a')),
  ].join('')
  expect(cycles({ yaml })).toEqual(['a dependsOn b, b dependsOn a', 'x dependsOn y, y dependsOn x'])
})

test('a parent that waits for a child that depends on it is a deadlock', () => {
  const yaml = kustomization('infra', '{ wait: true }')
  const child = kustomization('issuers', dependingOn('infra'))
  expect(cycles({ yaml }, { owner: 'infra', yaml: child })).toEqual([
    'issuers dependsOn infra, infra waits-for issuers',
  ])
  expect(cycles({ yaml: kustomization('infra', '{}') }, { owner: 'infra', yaml: child })).toEqual([])
})

test('waiting for the child of a dependant is a deadlock, because the child never comes into being', () => {
  const check =
    '{ kind: Kustomization, apiVersion: kustomize.toolkit.fluxcd.io/v1, name: c, namespace: flux-system }'
  const yaml = kustomization('a', `{ healthChecks: [${check}] }`) + kustomization('b', dependingOn('a'))
  expect(cycles({ yaml }, { owner: 'b', yaml: kustomization('c', '{}') })).toEqual([
    'b dependsOn a, a waits-for c, c applies b',
  ])
})

test('a HelmRelease that waits for one in a Kustomization that waits for its own is a deadlock', () => {
  const yaml = kustomization('one', '{ wait: true }') + kustomization('two', dependingOn('one'))
  expect(
    cycles(
      { yaml },
      { owner: 'one', yaml: release('web', 'database') },
      { owner: 'two', yaml: release('database') },
    ),
  ).toEqual(['web dependsOn database, database applies two, two dependsOn one, one waits-for web'])
})

test('a parent that depends on its own child never creates it', () => {
  const yaml = kustomization('parent', dependingOn('child'))
  expect(cycles({ yaml }, { owner: 'parent', yaml: kustomization('child', '{}') })).toEqual([
    'parent dependsOn child, child applies parent',
  ])
})

test('a root that a child delivers again exists already', () => {
  const root = kustomization('flux-system', '{}')
  expect(cycles({ yaml: kustomization('child', '{}') }, { owner: 'child', yaml: root })).toEqual([])
})

test('a child with two parents waits for neither', () => {
  const yaml = kustomization('parent', dependingOn('child')) + kustomization('other', '{}')
  const child = kustomization('child', '{}')
  expect(cycles({ yaml }, { owner: 'parent', yaml: child }, { owner: 'other', yaml: child })).toEqual([])
})

test('a chain longer than the call stack is searched to its end', () => {
  const successors = Array.from({ length: 200_000 }, (_, index) => [index + 1])
  successors.push([0])
  expect(cyclicComponents(successors).map(({ length }) => length)).toEqual([200_001])
})

test('components are found as by trying every pair of vertices', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const successors = randomGraph(seed, 8)
    const reaches = successors.map((_, start) => reachable(successors, start))
    const cyclic = successors.map((_, a) =>
      successors.map((_, b) => b).filter(b => reaches[a]?.has(b) && reaches[b]?.has(a)),
    )
    const expected = [...new Set(cyclic.filter(({ length }) => length > 0).map(String))]
    expect(cyclicComponents(successors).map(String).sort(compareText)).toEqual(expected.sort(compareText))
  }
})

function randomGraph(seed: number, size: number): number[][] {
  let state = seed
  const next = (): number => (state = (state * 48_271) % 2_147_483_647)
  return Array.from({ length: size }, () => Array.from({ length: next() % 3 }, () => next() % size))
}

function reachable(successors: readonly (readonly number[])[], start: number): Set<number> {
  const found = new Set<number>()
  const queue = [...(successors[start] ?? [])]
  for (const vertex of queue) {
    if (found.has(vertex)) continue
    found.add(vertex)
    queue.push(...(successors[vertex] ?? []))
  }
  return found
}

function resourceSet(name: string, dependency: string): string {
  return `---
apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: { name: ${name}, namespace: flux-system }
spec: { dependsOn: [${dependency}] }
`
}

test('a ResourceSet waits for what it names to be there, and with `ready` to be ready', () => {
  const on = (name: string, rest = ''): string =>
    `{ apiVersion: fluxcd.controlplane.io/v1, kind: ResourceSet, name: ${name}, namespace: flux-system${rest} }`
  expect(cycles({ yaml: resourceSet('a', on('b')) + resourceSet('b', on('a')) })).toEqual([])
  const ready = ', ready: true'
  expect(cycles({ yaml: resourceSet('a', on('b', ready)) + resourceSet('b', on('a', ready)) })).toEqual([
    'a dependsOn b, b dependsOn a',
  ])
})

test('what waits for an object to be there waits for whoever applies it', () => {
  const infra = kustomization('infra', dependingOn('apps'))
  const set = resourceSet(
    'set',
    '{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, name: web, namespace: flux-system }',
  )
  const builds = (apps: string): readonly SmallBuild[] => [
    { yaml: infra + kustomization('apps', apps) },
    { owner: 'apps', yaml: set },
    { owner: 'infra', yaml: release('web') },
  ]
  expect(cycles(...builds('{}'))).toEqual([])
  expect(cycles(...builds('{ wait: true }'))).toEqual([
    'set dependsOn web, web applies infra, infra dependsOn apps, apps waits-for set',
  ])
})
