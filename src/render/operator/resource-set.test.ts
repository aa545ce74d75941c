import { readdirSync, existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { objectIdOf } from '../../lib/kubernetes-id.ts'
import { locate } from '../../lib/locate.ts'
import { scalarAt, valueIn } from '../../lib/node.ts'
import type { Build } from '../../model/build.ts'
import { repoPath } from '../../model/location.ts'
import type { Resource } from '../../model/resource.ts'
import { parseYaml } from '../../read/yaml/parse.ts'
import { emitYaml } from '../yaml/emit.ts'
import { renderResourceSet } from './resource-set.ts'

const FIXTURES = new URL('../../../fixtures/resource-sets/', import.meta.url)

function objectsIn(text: string, path = 'set.yaml'): readonly Resource[] {
  const { documents, problems } = parseYaml({ path: repoPath(path), text }, 'sigs')
  expect(problems).toEqual([])
  return documents.flatMap(({ root }) => {
    const id = root?.kind === 'map' ? objectIdOf(root) : undefined
    return root?.kind === 'map' && id !== undefined ? [{ id, node: root, trail: undefined }] : []
  })
}

function built(set: string, providers = ''): Build {
  const [owner] = objectsIn(set)
  if (owner === undefined) throw new Error('there is no ResourceSet')
  const { namespace } = owner.id
  return renderResourceSet({
    owner,
    name: 'set',
    providers: objectsIn(providers, 'providers.yaml').filter(({ id }) => id.namespace === namespace),
    parent: { name: 'root', directory: repoPath(''), resources: [], problems: [], gaps: [] },
  })
}

describe('a ResourceSet gives what the Flux Operator gives', () => {
  const cases = readdirSync(FIXTURES, { withFileTypes: true }).filter(entry => entry.isDirectory())
  test.each(cases.map(({ name }) => name))('%s', name => {
    const read = (file: string): string => {
      const url = new URL(`${name}/${file}`, FIXTURES)
      return existsSync(url) ? readFileSync(url, 'utf8') : ''
    }
    const { resources, problems, gaps } = built(read('set.yaml'), read('providers.yaml'))
    expect({ problems, gaps }).toEqual({ problems: [], gaps: [] })
    const expected = objectsIn(read('expected.yaml'))
    expect(resources.map(({ node }) => emitYaml(node))).toEqual(expected.map(({ node }) => emitYaml(node)))
  })
})

const HEAD = `apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata: {name: set, namespace: apps}
spec:
`

function mistakes(spec: string, providers?: string): readonly string[] {
  const { problems, gaps } = built(HEAD + spec, providers)
  return [...problems, ...gaps].map(({ at, message }) => {
    const { line, column } = locate(at)
    return `${at.file.path}:${String(line)}:${String(column)} ${message}`
  })
}

describe('what is wrong is told at its line', () => {
  test('a key that no input has, once for all inputs', () => {
    expect(
      mistakes(`  inputs: [{tenant: a}, {tenant: b}]
  resources:
    - apiVersion: v1
      kind: Namespace
      metadata:
        name: << inputs.tenat >>
`),
    ).toEqual(['set.yaml:10:18 `inputs.tenat` is not there: no key is `tenat`.'])
  })

  test('a key that one of several inputs lacks', () => {
    const { resources } = built(`${HEAD}  inputs: [{a: x, b: q}, {a: z}]
  resources:
    - {apiVersion: v1, kind: ConfigMap, metadata: {name: "<< inputs.a >>-<< inputs.b >>"}}
    - {apiVersion: v1, kind: ConfigMap, metadata: {name: << inputs.a >>}}
`)
    expect(resources.map(({ id }) => id.name)).toEqual(['x-q', 'x', 'z'])
  })

  test('a block that is not closed', () => {
    expect(
      mistakes(`  resourcesTemplate: |
    a: b
    << if true >>
    kind: ConfigMap
`),
    ).toEqual(['set.yaml:7:5 A block is not closed by `end`.'])
  })

  test('an output that is no YAML', () => {
    expect(
      mistakes(`  inputs: [{text: "a: b"}]
  resourcesTemplate: |
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: x
    data:
      key: << inputs.text >>
`),
    ).toEqual([
      'set.yaml:5:19 What the template makes cannot be read: The indention of this line fits no key above it.',
    ])
  })

  test('an output that is no object', () => {
    expect(mistakes(`  resourcesTemplate: |\n    foo: bar\n`)).toEqual([
      'set.yaml:6:5 The template makes a document that is no Kubernetes object.',
    ])
  })

  test('an object that two steps make', () => {
    const step = (name: string): string => `    - name: ${name}
      resources:
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: same, namespace: apps}}
`
    expect(mistakes(`  steps:\n${step('one')}${step('two')}`)).toEqual([
      'set.yaml:11:62 The step `two` makes `ConfigMap apps/same`, which `one` has made.',
    ])
  })

  test('what is not evaluated, at what asks for it', () => {
    const template = (expression: string): readonly string[] =>
      mistakes(`  inputs: [{a: b}]
  resources:
    - {apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {a: << ${expression} >>}}
`)
    expect(template('inputs.id')).toEqual([
      'set.yaml:7:72 A template of `ResourceSet apps/set` is not rendered: the `id` of an input is known in the cluster only.',
    ])
    expect(template('regexMatch "a" inputs.a')).toEqual([
      'set.yaml:7:75 A template of `ResourceSet apps/set` is not rendered: the function `regexMatch` is not evaluated.',
    ])
    expect(template('lookup "v1" "Secret"')).toEqual([
      'set.yaml:7:75 A template of `ResourceSet apps/set` is not rendered: the function `lookup` is unknown.',
    ])
    expect(template('inputs')).toEqual([
      'set.yaml:7:72 A template of `ResourceSet apps/set` is not rendered: the `id` of an input is known in the cluster only.',
    ])
  })

  test('a provider that asks somebody else, or is not there', () => {
    const providers = `apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSetInputProvider
metadata: {name: pulls, namespace: apps}
spec: {type: GitHubPullRequest, url: https://example.com/a/b}
`
    const spec = `  inputs: [{a: b}]
  inputsFrom:
    - name: pulls
    - name: none
    - selector: {matchLabels: {a: b}}
  resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: << inputs.a >>}}]
`
    expect(mistakes(spec, providers)).toEqual([
      'set.yaml:8:13 The inputs are unknown: `ResourceSetInputProvider apps/none` is not in the repository.',
      'set.yaml:9:7 The inputs are unknown: no provider in `apps` has the labels.',
      'set.yaml:7:13 The inputs are unknown: `ResourceSetInputProvider apps/pulls` asks GitHubPullRequest for them.',
    ])
    expect(built(HEAD + spec, providers).resources.map(({ id }) => id.name)).toEqual(['b'])
  })

  test('more permutations than the operator makes', () => {
    const inputs = Array.from({ length: 101 }, (_, index) => `{a: ${String(index)}}`).join(', ')
    const provider = `apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSetInputProvider
metadata: {name: p, namespace: apps}
spec: {type: Static, defaultValues: {a: b}}
`
    const spec = (count: number): string => `  inputStrategy: {name: Permute}
  inputs: [${Array.from({ length: count }, () => inputs).join(', ')}]
  inputsFrom: [{name: p}]
  resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}]
`
    expect(mistakes(spec(99), provider)).toEqual([])
    expect(mistakes(spec(100), provider)).toEqual([
      'set.yaml:5:25 The inputs of `ResourceSet apps/set` make more than 10000 permutations.',
    ])
  })
})

test('a ResourceSet that is disabled delivers nothing', () => {
  const set = HEAD.replace(
    'namespace: apps',
    'namespace: apps, annotations: {fluxcd.controlplane.io/reconcile: disabled}',
  )
  const template = '  resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}]\n'
  expect(built(set + template).resources).toEqual([])
  expect(built(HEAD + template).resources).toHaveLength(1)
})

describe('values stand where they were written', () => {
  const set = `${HEAD}  inputs:
    - app: web
      image: nginx
      port: 80
      labels:
        tier: front
        zone: eu
  resources:
    - apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: << inputs.app >>-server
        labels: << inputs.labels | toYaml | nindent 4 >>
      spec:
        image: "<< inputs.image >>"
        port: << inputs.port | int >>
        replicas: 3
`
  const [resource] = built(set).resources
  const place = (...keys: readonly string[]): string => {
    const last = keys.at(-1) ?? ''
    const found = scalarAt(valueIn(resource?.node, ...keys.slice(0, -1)), last)
    if (found === undefined) throw new Error(`there is no ${last}`)
    const { line } = locate(found)
    return `${found.text} ${String(line)} ${found.file.text.slice(found.start, found.end)}`
  }

  test('in the input, where a value is nothing but that', () => {
    expect(place('spec', 'image')).toBe('nginx 7 nginx')
    expect(place('spec', 'port')).toBe('80 8 80')
    expect(place('metadata', 'labels', 'zone')).toBe('eu 11 eu')
  })

  test('in the template otherwise', () => {
    expect(place('metadata', 'name')).toBe('web-server 16 << inputs.app >>-server')
    expect(place('spec', 'replicas')).toBe('3 21 3')
    expect(place('kind')).toBe('Deployment 14 Deployment')
  })
})
