import { describe, expect, test } from 'vitest'
import { valuesChecker } from '../src/check/values/checker.ts'
import { loadedFleet } from '../src/commands/load.ts'
import type { Checked } from '../src/model/checker.ts'
import { openRepository } from '../src/read/repository.ts'
import { checkedValues, linesOf } from './checked-values.ts'
import { temporaryTree } from './temporary-tree.ts'

const ROOT = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 10m
  path: ./clusters/dev
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
`

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: podinfo
  namespace: apps
spec:
  interval: 1h
`

const CHART = `  chart:
    spec:
      chart: podinfo
      version: 6.9.4
      sourceRef:
        kind: HelmRepository
        name: charts
`

/** A cluster of a few files, `ROOT` among them. */
function cluster(files: Readonly<Record<string, string>>): Promise<Checked> {
  const root = temporaryTree({ 'clusters/dev/flux-system/gotk-sync.yaml': ROOT, ...files })
  return checkedValues(openRepository(root, 'disk'))
}

function release(spec: string, chart = CHART): Promise<Checked> {
  return cluster({ 'clusters/dev/podinfo.yaml': `${RELEASE}${chart}${spec}` })
}

test('a typo among the resources of a container is found', async () => {
  const { raised } = await release('  values:\n    resources:\n      limit:\n        memory: 64Mi\n')
  expect(raised.map(({ problem }) => problem.message)).toEqual([
    'The chart `podinfo` has no value `resources.limit`. Did you mean `limits`?',
  ])
})

describe('what is right', () => {
  test.each([
    ['null deletes a default', '  values:\n    hpa: null\n    replicaCount: null\n'],
    ['a number may be a text that begins like one', '  values:\n    service:\n      httpPort: "9898"\n'],
    ['a map that Kubernetes takes whole takes any key', '  values:\n    nodeSelector:\n      disk: ssd\n'],
    [
      'resources are those of a container, of any name',
      '  values:\n    resources:\n      claims: []\n      limits:\n        example.com/gpu: 1\n',
    ],
    ['every chart has global values', '  values:\n    global:\n      any: thing\n'],
    ['a variable without a value may become anything', '  values:\n    replicaCount: ${A}\n    ${B}: 1\n'],
    ['so may what is encrypted', '  values:\n    hpa:\n      enabled: ENC[AES256_GCM,data:x]\n'],
    ['no values are fine', ''],
  ])('%s', async (_name, spec) => {
    const { raised, counts } = await release(spec)
    expect(raised).toEqual([])
    expect(counts).toEqual({ releases: 1 })
  })
})

describe('what is wrong', () => {
  test('a dot in a key leads nowhere', async () => {
    const { raised } = await release('  values:\n    ui.message: Greetings\n')
    expect(raised.map(({ problem }) => [problem.message, problem.fix])).toEqual([
      [
        'The chart `podinfo` has no value `["ui.message"]`.',
        'Write a map for each part of the name: in values a dot is a character like any other.',
      ],
    ])
  })

  test('a value of a wrong type stands in the patch that wrote it', async () => {
    const result = await cluster({
      'clusters/dev/kustomization.yaml': `resources: [flux-system/gotk-sync.yaml, podinfo.yaml]
patches:
  - path: patch.yaml
`,
      'clusters/dev/podinfo.yaml': `${RELEASE}${CHART}  values:\n    ui: null\n`,
      'clusters/dev/patch.yaml': `${RELEASE}  values:
    tolerations:
      key: any
    ui: hello
`,
    })
    expect(linesOf(result)).toEqual([
      'values/wrong-type clusters/dev/patch.yaml:11 `ui` of the chart `podinfo` is the text `hello` where a map is expected.',
      'values/wrong-type clusters/dev/patch.yaml:9 `tolerations` of the chart `podinfo` is a map where a list is expected.',
    ])
  })

  test('a value that a variable gives stands where the variable has it', async () => {
    const result = await cluster({
      'clusters/dev/flux-system/gotk-sync.yaml': `${ROOT}  postBuild:\n    substitute:\n      REPLICAS: many\n`,
      'clusters/dev/podinfo.yaml': `${RELEASE}${CHART}  values:\n    replicaCount: \${REPLICAS}\n`,
    })
    expect(linesOf(result)).toEqual([
      'values/wrong-type clusters/dev/flux-system/gotk-sync.yaml:15 `replicaCount` of the chart `podinfo` is the text `many` where a number is expected.',
    ])
  })

  test('the same base in two clusters is checked in both', async () => {
    const { raised, counts } = await cluster({
      'clusters/prod/flux-system/gotk-sync.yaml': ROOT.replace('clusters/dev', 'clusters/prod'),
      'clusters/dev/kustomization.yaml': 'resources: [flux-system/gotk-sync.yaml, ../../base]\n',
      'clusters/prod/kustomization.yaml': 'resources: [flux-system/gotk-sync.yaml, ../../base]\n',
      'base/kustomization.yaml': 'resources: [podinfo.yaml]\n',
      'base/podinfo.yaml': `${RELEASE}${CHART}  values:\n    replicas: 2\n`,
    })
    expect(counts).toEqual({ releases: 2 })
    expect(new Set(raised.map(({ cluster: found }) => found?.path))).toEqual(
      new Set(['clusters/dev', 'clusters/prod']),
    )
    expect(new Set(raised.map(({ problem }) => problem.at)).size).toBe(1)
  })
})

describe('what cannot be seen is a gap', () => {
  test.each([
    { name: 'another major version', edit: ['6.9.4', '5.2.1'], which: '`podinfo` in version `5.2.1`' },
    { name: 'a range without a known version', edit: ['6.9.4', '<6'], which: '`podinfo` in version `<6`' },
    { name: 'a chart in Git', edit: ['Helm', 'Git'], which: '`podinfo` of a source without versions' },
    { name: 'a name that leads elsewhere', edit: ['podinfo', '..'], which: '`..` in version `6.9.4`' },
  ] as const)('$name', async ({ edit: [from, to], which }) => {
    const { raised, gaps, counts } = await release('  values:\n    any: thing\n', CHART.replace(from, to))
    expect(gaps.map(({ reason, message, count }) => [reason, message, count])).toEqual([
      ['no-schema', `There is no values schema for the chart ${which}.`, 1],
    ])
    expect([raised, counts]).toEqual([[], { releases: 0 }])
  })

  test.each([
    { name: 'another version', edit: ['6.9.4', '6.9.3'], version: '6.9.3' },
    { name: 'a range', edit: ['6.9.4', '6.x'], version: '6.x' },
    { name: 'the newest version', edit: ['version: 6.9.4\n', '\n'], version: '*' },
  ] as const)('$name is near to a known one', async ({ edit: [from, to], version }) => {
    const { raised, gaps, counts } = await release('  values:\n    any: thing\n', CHART.replace(from, to))
    const message = `There is no values schema for the chart \`podinfo\` in version \`${version}\`: only doubtful keys are looked for.`
    expect(gaps.map(gap => [gap.reason, gap.message, gap.count])).toEqual([['near-schema', message, 1]])
    expect([raised, counts]).toEqual([[], { releases: 0 }])
  })

  test('a chart that no source of the repository has', async () => {
    const { gaps } = await release('  chartRef:\n    kind: OCIRepository\n    name: podinfo\n', '')
    expect(gaps.map(({ reason, message, count }) => [reason, message, count])).toEqual([
      ['no-chart', 'The chart of `HelmRelease apps/podinfo` is not known.', 1],
    ])
  })

  test('a ConfigMap that is not there, unless it is optional', async () => {
    const from = '  valuesFrom:\n    - kind: ConfigMap\n      name: elsewhere\n'
    const { gaps, raised } = await release(from)
    expect(gaps.map(({ reason, message }) => [reason, message])).toEqual([
      [
        'unknown-values',
        '`ConfigMap apps/elsewhere` is not in the repository; the values it gives are unknown.',
      ],
    ])
    expect(raised).toEqual([])
    expect((await release(`${from}      optional: true\n`)).gaps).toEqual([])
  })

  test('a text that a variable without a value leaves unreadable', async () => {
    const { gaps, raised } = await cluster({
      'clusters/dev/settings.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: apps
data:
  values.yaml: \${VALUES}
`,
      'clusters/dev/podinfo.yaml': `${RELEASE}${CHART}  valuesFrom:\n    - kind: ConfigMap\n      name: settings\n`,
    })
    expect(gaps.map(({ reason }) => reason)).toEqual(['unknown-values'])
    expect(raised).toEqual([])
  })
})

describe('a chart is found', () => {
  const source = (kind: string, spec: string): string => `apiVersion: source.toolkit.fluxcd.io/v1
kind: ${kind}
metadata:
  name: podinfo
  namespace: apps
spec:
  interval: 1h
${spec}`

  test.each([
    ['by a tag', 'OCIRepository', '  url: oci://ghcr.io/charts/podinfo\n  ref:\n    tag: 6.9.4\n'],
    [
      'by a range of one',
      'OCIRepository',
      '  url: oci://ghcr.io/charts/podinfo\n  ref:\n    semver: =6.9.4\n',
    ],
    ['in a HelmChart', 'HelmChart', CHART.replace('  chart:\n    spec:\n', '').replaceAll('      ', '  ')],
  ])('%s', async (_name, kind, spec) => {
    const result = await cluster({
      'clusters/dev/source.yaml': source(kind, spec),
      'clusters/dev/podinfo.yaml': `${RELEASE}  chartRef:\n    kind: ${kind}\n    name: podinfo\n  values:\n    any: thing\n`,
    })
    expect(result.gaps).toEqual([])
    expect(linesOf(result)).toEqual([
      'values/unknown-key clusters/dev/podinfo.yaml:12 The chart `podinfo` has no value `any`.',
    ])
  })
})

test('a rule that is off finds nothing, and no rule looks at nothing', async () => {
  const root = temporaryTree({
    'clusters/dev/flux-system/gotk-sync.yaml': ROOT,
    'clusters/dev/podinfo.yaml': `${RELEASE}${CHART}  values:\n    any: thing\n    ui: hello\n`,
  })
  const fleet = await loadedFleet(openRepository(root, 'disk'))
  const some = await valuesChecker.check(fleet, new Map([['values/unknown-key', 'off']]))
  expect(linesOf(some).map(line => line.split(' ', 1)[0])).toEqual(['values/wrong-type'])
  const ids = some.rules.map(({ id }) => id)
  const none = await valuesChecker.check(
    fleet,
    new Map(['values/unknown-key', ...ids].map(id => [id, 'off'] as const)),
  )
  expect(none.rules).toEqual([])
  expect(none.counts).toEqual({})
})

describe('in a version without a schema', () => {
  const OTHER = CHART.replace('6.9.4', '6.9.3')

  test.each([
    [
      'replicaCuont: 2',
      'No known version of the chart `podinfo` has a value `replicaCuont`. Did you mean `replicaCount`?',
    ],
    [
      'requests: {cpu: 1}',
      'No known version of the chart `podinfo` has a value `requests`: `requests` belongs into `resources`.',
    ],
    [
      'resources: {request: {cpu: 1}}',
      'No known version of the chart `podinfo` has a value `resources.request`. Did you mean `requests`?',
    ],
    [
      'toleration: []',
      'No known version of the chart `podinfo` has a value `toleration`. Did you mean `tolerations`?',
    ],
    [
      'ui: {mesage: x}',
      'No known version of the chart `podinfo` has a value `ui.mesage`. Did you mean `message`?',
    ],
  ])('%s is doubtful', async (line, message) => {
    const { raised } = await release(`  values:\n    cache: redis\n    service: {}\n    ${line}\n`, OTHER)
    expect(raised.map(({ rule, problem }) => [rule.id, rule.severity, problem.message])).toEqual([
      ['values/doubtful-key', 'warning', message],
    ])
  })

  test.each([
    ['a key like none', 'surprise: true'],
    ['a plural', 'backends: x'],
    ['a number', 'h3c: {enabled: true}'],
    ['a key beside the one that it looks like', 'replicaCount: 1\n    replicaCuont: 2'],
    ['a text where the amounts would be', 'requests: many'],
    ['a wrong type', 'replicaCount: [1]'],
    ['a map that takes any key', 'nodeSelector: {toleration: x}'],
    ['the key of a variable', '${name}Count: 1'],
  ])('%s is not', async (_, line) => {
    const { raised } = await release(`  values:\n    cache: redis\n    service: {}\n    ${line}\n`, OTHER)
    expect(raised).toEqual([])
  })

  test('another chart of the same name is left alone', async () => {
    const values = '  values:\n    podinfo: {}\n    gateway: {}\n    replicaCuont: 1\n    cache: redis\n'
    expect((await release(values, OTHER)).raised).toEqual([])
  })
})
