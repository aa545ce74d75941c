import { expect, test } from 'vitest'
import { fleetOf, smallCluster } from '../../test/small-cluster.ts'
import type { ParsedFile } from '../model/document.ts'
import type { Fleet } from '../model/fleet.ts'
import { repoPath } from '../model/location.ts'
import type { Rule } from '../model/rule.ts'
import { parseYaml } from '../read/yaml/parse.ts'
import { activeRules, runRules } from './run.ts'

const cluster = smallCluster([
  {
    yaml: `apiVersion: v1
kind: ConfigMap
metadata: { name: web, namespace: apps }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: apps }
`,
  },
])
const file: ParsedFile = parseYaml({ path: repoPath('a.yaml'), text: 'a: 1\n' }, 'resource')
const fleet: Fleet = { ...fleetOf([cluster]), files: new Map([[file.file.path, file]]) }
const at = { file: file.file, start: 0, end: 1 }
const texts = { summary: 'Summary.', why: 'Why.', fix: 'Fix.' } as const

const onServices: Rule = {
  ...texts,
  id: 'test/service',
  scope: 'resource',
  severity: 'warning',
  kinds: ['/Service'],
  *check({ resource }) {
    yield { at, message: `${resource.id.kind} is here.` }
  },
}

const crashing: Rule = {
  ...texts,
  id: 'test/crash',
  scope: 'fleet',
  severity: 'error',
  *check() {
    yield { at, message: 'Found before.' }
    throw new Error('broken')
  },
}

test('keeps what a rule found before it crashed, and runs the others', () => {
  const { raised, failures } = runRules([crashing, onServices], fleet, new Map())
  expect(raised.map(({ rule, problem }) => `${rule.id} ${problem.message}`)).toEqual([
    'test/crash Found before.',
    'test/service Service is here.',
  ])
  expect(failures).toEqual([{ stage: 'test/crash', message: 'broken' }])
})

test('says in which cluster and build a problem shows', () => {
  const [first] = runRules([onServices], fleet, new Map()).raised
  expect(first?.problem.resource?.id.kind).toBe('Service')
  expect([first?.cluster, first?.build]).toEqual([cluster, cluster.builds[0]])
})

test('gives a rule the severity that the configuration says', () => {
  const severities = new Map([['test/service', 'info' as const]])
  expect(runRules([onServices], fleet, severities).raised.map(({ rule }) => rule.severity)).toEqual(['info'])
  expect(activeRules([onServices, crashing], severities).map(({ severity }) => severity)).toEqual([
    'info',
    'error',
  ])
})

test('does not run a rule that is off', () => {
  const severities = new Map([['test/crash', 'off' as const]])
  expect(runRules([crashing], fleet, severities)).toEqual({ raised: [], failures: [] })
  expect(activeRules([crashing], severities)).toEqual([])
})

test('feeds files, builds and clusters to the rules that ask for them', () => {
  const seen: string[] = []
  const rules: Rule[] = [
    {
      ...texts,
      id: 'test/file',
      scope: 'file',
      severity: 'error',
      check(parsed) {
        seen.push(parsed.file.path)
        return []
      },
    },
    {
      ...texts,
      id: 'test/build',
      scope: 'build',
      severity: 'error',
      check(build) {
        seen.push(build.name)
        return []
      },
    },
    {
      ...texts,
      id: 'test/cluster',
      scope: 'cluster',
      severity: 'error',
      check({ name }) {
        seen.push(name)
        return []
      },
    },
  ]
  runRules(rules, fleet, new Map())
  expect(seen).toEqual(['a.yaml', 'clusters/dev › flux-system', 'dev'])
})

test('looks at builds that belong to no cluster', () => {
  const [build] = cluster.builds
  if (build === undefined) throw new Error('the cluster has no build')
  const { raised } = runRules([onServices], { ...fleetOf([]), standalone: [build] }, new Map())
  expect(raised.map(({ cluster: of, build: inBuild }) => [of, inBuild])).toEqual([[undefined, build]])
})
