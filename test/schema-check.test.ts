import { describe, expect, test } from 'vitest'
import { schemaChecker } from '../src/check/schema/checker.ts'
import { loadedFleet } from '../src/commands/load.ts'
import { locate } from '../src/lib/locate.ts'
import type { Checked, Severities } from '../src/model/checker.ts'
import { openRepository } from '../src/read/repository.ts'
import { sharedPath, suiteTest } from './shared.ts'
import { temporaryTree } from './temporary-tree.ts'

/** Objects that a directory delivers, without a cluster around them. */
async function check(
  files: Readonly<Record<string, string>>,
  severities: Severities = new Map(),
): Promise<Checked> {
  const resources = Object.keys(files).map(path => `  - ${path}\n`)
  const tree = { ...files, 'kustomization.yaml': `resources:\n${resources.join('')}` }
  return checkDirectory(temporaryTree(tree), severities)
}

async function checkDirectory(directory: string, severities: Severities = new Map()): Promise<Checked> {
  return schemaChecker.check(await loadedFleet(openRepository(directory, 'disk')), severities)
}

function found({ raised, failures }: Checked): readonly string[] {
  expect(failures).toEqual([])
  return raised.map(({ rule, problem: { at, message } }) => {
    const { line, column } = locate(at)
    return `${at.file.path}:${String(line)}:${String(column)} ${rule.id} ${message}`
  })
}

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
`

const kustomization = (spec: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
${spec}`

const SPEC = `  path: ./apps
  prune: true
  sourceRef:
    kind: GitRepository
    name: fleet
`

describe('a finding of a schema', () => {
  test('names the kind and the way to the field, without the number of an item', async () => {
    const text = `${SERVICE}spec:\n  ports:\n    - port: 80\n    - port: eighty\n      name: http\n`
    expect(found(await check({ 'service.yaml': text }))).toEqual([
      'service.yaml:9:13 schema/wrong-type `spec.ports[].port` of `Service` is the text `eighty` where a whole number is expected.',
    ])
  })

  test('guesses which field was meant, and does not call that one missing', async () => {
    const text = kustomization(`  intervall: 5m\n${SPEC}`)
    expect(found(await check({ 'apps.yaml': text }))).toEqual([
      'apps.yaml:7:3 schema/unknown-field `Kustomization` has no field `spec.intervall`. Did you mean `interval`?',
    ])
  })

  test('names the fields of a map whose key is no word', async () => {
    const text = SERVICE.replace('  name: web', '  name: web\n  labels:\n    example.com/tier: 1')
    expect(found(await check({ 'service.yaml': text }))).toEqual([
      'service.yaml:6:23 schema/wrong-type `metadata.labels["example.com/tier"]` of `Service` is the number `1` where a text is expected.',
    ])
  })

  test('says how to write a value whose quotes are wrong', async () => {
    const text = kustomization(`  interval: 5m\n  wait: 'true'\n${SPEC}`)
    const { raised } = await check({ 'apps.yaml': text })
    expect(raised.map(({ problem }) => problem.fix)).toEqual(['Write the value without quotes.'])
  })

  test('tells a value of a wrong type once, whatever else its schema asks of it', async () => {
    const text = kustomization(`  interval: 5\n${SPEC}`)
    expect(found(await check({ 'apps.yaml': text }))).toEqual([
      'apps.yaml:7:13 schema/wrong-type `spec.interval` of `Kustomization` is the number `5` where a text is expected.',
    ])
  })
})

describe('nothing is said', () => {
  test('of a value with a variable that nobody defines', async () => {
    const text = kustomization(`  interval: \${INTERVAL}\n  wait: \${WAIT}\n${SPEC}`)
    expect(found(await check({ 'apps.yaml': text }))).toEqual([])
  })

  test('of what SOPS has added and encrypted', async () => {
    const text = `apiVersion: v1
kind: Secret
metadata:
  name: token
  namespace: shop
immutable: ENC[AES256_GCM,data:abc,type:bool]
stringData:
  token: ENC[AES256_GCM,data:abc,type:str]
sops:
  mac: ENC[AES256_GCM,data:abc,type:str]
`
    expect(found(await check({ 'secret.yaml': text }))).toEqual([])
  })

  test('of a null in an object of Kubernetes, which its decoder takes for an absent value', async () => {
    const text = `${SERVICE.replace('name: web', 'name: web\n  creationTimestamp: null')}spec:\n  ports:\n  selector: null\n`
    expect(found(await check({ 'service.yaml': text }))).toEqual([])
  })

  test('of an integer that has 64 bits', async () => {
    const text = SERVICE.replace('name: web', 'name: web\n  generation: 9007199254740993')
    expect(found(await check({ 'service.yaml': text }))).toEqual([])
  })
})

const definition = (schema: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: backups.example.com
spec:
  group: example.com
  names:
    kind: Backup
    plural: backups
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
${schema.replaceAll(/^/gm, '              ')}
`

const backup = (spec: string): string => `apiVersion: example.com/v1
kind: Backup
metadata:
  name: shop
  namespace: shop
spec:
${spec}`

async function held(schema: string, spec: string): Promise<readonly string[]> {
  const checked = await check({ 'a.yaml': definition(schema), 'b.yaml': backup(spec) })
  return found(checked).map(line => line.replace(/^b\.yaml:\d+:\d+ schema\//, ''))
}

describe("a definition of the fleet's own", () => {
  test('gives the schema of its kind', async () => {
    expect(await held('type: object\nproperties:\n  keep:\n    type: integer', '  keep: all\n')).toEqual([
      'wrong-type `spec.keep` of `Backup` is the text `all` where a whole number is expected.',
    ])
  })

  test('may leave maps open', async () => {
    expect(await held('type: object\nx-kubernetes-preserve-unknown-fields: true', '  any: 1\n')).toEqual([])
  })

  test('may take a number or a text, with a pattern for the text', async () => {
    const schema = `type: object
properties:
  size:
    anyOf: [{ type: integer }, { type: string }]
    pattern: ^[0-9]+%$
    x-kubernetes-int-or-string: true
  share:
    anyOf: [{ type: integer }, { type: string }]
    pattern: ^[0-9]+%$
    x-kubernetes-int-or-string: true`
    expect(await held(schema, '  size: 5\n  share: half\n')).toEqual([
      'pattern `spec.share` of `Backup` is `half`, which is not of the form `^[0-9]+%$`.',
    ])
  })

  test('may ask for one of several forms, and is answered once', async () => {
    const schema = `type: object
anyOf:
  - required: [daily]
  - required: [weekly]
properties:
  daily: { type: boolean }
  weekly: { type: boolean }`
    expect(await held(schema, '  {}\n')).toEqual([
      'combination `spec` of `Backup` has none of `daily`, `weekly`.',
    ])
  })

  test('may call for a field that has a default, which the server then sets', async () => {
    const schema = `type: object
required: [keep]
properties:
  keep: { type: integer, default: 3 }`
    expect(await held(schema, '  {}\n')).toEqual([])
  })

  test('with an expression that takes others exponential time does not stop the run', async () => {
    const schema = 'type: object\nproperties:\n  name: { type: string, pattern: "^(a+)+$" }'
    expect(await held(schema, `  name: ${'a'.repeat(40)}b\n`)).toHaveLength(1)
  })

  test('with a list of values that is empty takes any value', async () => {
    expect(
      await held('type: object\nproperties:\n  name: { type: string, enum: [] }', '  name: a\n'),
    ).toEqual([])
  })

  test('with field names that JavaScript gives a meaning has fields of these names', async () => {
    const schema = 'type: object\nproperties:\n  constructor: { type: integer }'
    expect(await held(schema, '  constructor: x\n  toString: y\n  __proto__: z\n')).toEqual([
      'unknown-field `Backup` has no field `spec.toString`.',
      'unknown-field `Backup` has no field `spec.__proto__`.',
      'wrong-type `spec.constructor` of `Backup` is the text `x` where a whole number is expected.',
    ])
  })
})

test('a kind without a schema is one gap at its first object, with their number', async () => {
  const text = (name: string): string =>
    `apiVersion: example.com/v1\nkind: Lamp\nmetadata:\n  name: ${name}\n  namespace: shop\n`
  const { gaps, counts } = await check({ 'a.yaml': text('a'), 'b.yaml': text('b'), 'service.yaml': SERVICE })
  expect(gaps.map(({ reason, message, at, count }) => [reason, message, at?.file.path, count])).toEqual([
    ['no-schema', 'There is no schema for `Lamp` of `example.com/v1`.', 'a.yaml', 2],
  ])
  expect(counts).toEqual({ validated: 1 })
})

test('a rule has the severity that the configuration gives it, or is off', async () => {
  const files = { 'apps.yaml': kustomization(`  interval: 1d\n  wait: 1\n${SPEC}`) }
  const severities = new Map([
    ['schema/pattern', 'info'],
    ['schema/wrong-type', 'off'],
  ] as const)
  const { raised, rules } = await check(files, severities)
  expect(raised.map(({ rule: { id, severity } }) => [id, severity])).toEqual([['schema/pattern', 'info']])
  expect(rules.map(({ id }) => id)).not.toContain('schema/wrong-type')
})

/** What the schemas say of the real fleets; each line was looked at and is true. */
const TRUE_FINDINGS: Readonly<Record<string, readonly string[]>> = {
  'aws-eks-multi-cluster': [
    // A placeholder that the reader of the example is to replace.
    'repos/gitops-system/clusters/mgmt/flux-system/gotk-sync.yaml:14:8 schema/pattern `spec.url` of `GitRepository` is `REPO_PREFIX/gitops-system`, which is not of the form `^(http|https|ssh)://.*$`.',
  ],
}

const FLEETS = [
  'aws-eks-multi-cluster',
  'flux-capi',
  'flux2-hub-spoke-example',
  'flux2-kustomize-helm-example',
  'flux2-kustomize-helm-example-artifacts',
  'flux2-monitoring-example',
  'flux2-multi-tenancy',
  'home-ops-bjw-s',
  'home-ops-onedr0p',
  'k8s-gitops-billimek',
  'management-cluster-bases',
  'radix-flux',
]

suiteTest(
  { name: 'the real fleets give no false finding', path: 'fleets', count: FLEETS.length },
  async () => {
    for (const name of FLEETS) {
      const directory = sharedPath(`fleets/${name}`)
      const lines = directory === undefined ? ['absent'] : found(await checkDirectory(directory))
      expect(lines, name).toEqual(TRUE_FINDINGS[name] ?? [])
    }
  },
)
