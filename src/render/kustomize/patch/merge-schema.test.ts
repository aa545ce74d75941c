import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { suiteTest } from '../../../../test/shared.ts'
import { BUILT_IN_TYPES } from './built-in-types.ts'
import { BUILT_IN_SCHEMA, type MergeType } from './merge-schema.ts'

interface MergeKeys {
  /** Definition, field, strategy, merge key, list map keys. */
  readonly rows: readonly (readonly [string, string, string, string, string])[]
  /** Definition by `apiVersion/kind`. */
  readonly gvk: Readonly<Record<string, string>>
}

function read(path: string): MergeKeys {
  return JSON.parse(readFileSync(path, 'utf8')) as MergeKeys
}

const suite = { path: 'vectors/merge-keys.json', count: 316 }

suiteTest({ ...suite, name: 'knows every kind of Kubernetes 1.21' }, path => {
  const unknown = Object.keys(read(path).gvk).filter(id => {
    const slash = id.lastIndexOf('/')
    return BUILT_IN_SCHEMA.typeOf(id.slice(0, slash), id.slice(slash + 1)) === undefined
  })
  expect(unknown).toEqual([])
})

suiteTest({ ...suite, name: 'has the merge keys of every list that has some' }, path => {
  const lists = read(path).rows.filter(
    ([, field, strategy]) => strategy.startsWith('merge') && field !== 'key',
  )
  const wanted = lists.map(([, field, , key, keys]) => `${field}: ${(keys || key).replaceAll('+', ',')}>`)
  const has = Object.values(BUILT_IN_TYPES).flatMap(fields =>
    Object.entries(fields).flatMap(([field, to]) =>
      to.includes('>') ? [`${field}: ${to.split('>')[0] ?? ''}>`] : [],
    ),
  )
  expect(new Set(has)).toEqual(new Set(wanted))
})

function keysAt(path: string): readonly string[] | undefined {
  const [apiVersion = '', kind = '', fields = ''] = path.split(' ')
  const type = fields.split('.').reduce(below, BUILT_IN_SCHEMA.typeOf(apiVersion, kind))
  return type?.list?.keys
}

function below(type: MergeType | undefined, part: string): MergeType | undefined {
  return part === '[]' ? type?.list?.items : type?.field(part)
}

test.each([
  ['apps/v1 Deployment spec.template.spec.containers', ['name']],
  ['apps/v1 Deployment spec.template.spec.containers.[].ports', ['containerPort', 'protocol']],
  ['apps/v1 Deployment spec.template.spec.containers.[].args', undefined],
  ['apps/v1 Deployment spec.template.spec.ephemeralContainers.[].ports', undefined],
  ['batch/v1beta1 CronJob spec.jobTemplate.spec.template.spec.volumes', ['name']],
  ['v1 Service spec.ports', ['port', 'protocol']],
  ['v1 ConfigMap metadata.finalizers', []],
  ['policy/v1 PodDisruptionBudget spec.selector', undefined],
] as const)('%s is merged by %j', (path, keys) => {
  expect(keysAt(path)).toEqual(keys)
})

test('a kind that came later, and a custom one, has no merge keys', () => {
  expect(BUILT_IN_SCHEMA.typeOf('autoscaling/v2', 'HorizontalPodAutoscaler')).toBeUndefined()
  expect(BUILT_IN_SCHEMA.typeOf('helm.toolkit.fluxcd.io/v2', 'HelmRelease')).toBeUndefined()
})
