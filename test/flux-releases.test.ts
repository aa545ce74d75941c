import { describe, expect, test } from 'vitest'
import { lint } from '../src/commands/lint.ts'
import { openRepository } from '../src/read/repository.ts'
import { AS_OF } from './as-of.ts'
import { temporaryTree } from './temporary-tree.ts'

const RELEASES = ['2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'] as const
type Release = (typeof RELEASES)[number]

/** What is told of an object on some releases, at the line with a mark. */
interface Case {
  readonly what: string
  readonly yaml: string
  /** The rule that speaks, by the releases on which it does; nothing speaks on any other. */
  readonly told: Readonly<Record<string, readonly Release[]>>
}

const MARK = ' # here'

function after(first: Release): readonly Release[] {
  return RELEASES.slice(RELEASES.indexOf(first))
}

function before(first: Release): readonly Release[] {
  return RELEASES.slice(0, RELEASES.indexOf(first))
}

function between(first: Release, end: Release): readonly Release[] {
  return RELEASES.slice(RELEASES.indexOf(first), RELEASES.indexOf(end))
}

function kustomization(apiVersion: string, field = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/${apiVersion}
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  interval: 10m
  path: ./apps
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
${field}`
}

function release(apiVersion: string, field = ''): string {
  return `apiVersion: helm.toolkit.fluxcd.io/${apiVersion}
kind: HelmRelease
metadata: { name: web, namespace: flux-system }
spec:
  interval: 10m
  chart: { spec: { chart: ./charts/web, sourceRef: { kind: GitRepository, name: flux-system } } }
${field}`
}

function source(kind: string, apiVersion: string, spec: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/${apiVersion}
kind: ${kind}
metadata: { name: other, namespace: flux-system }
spec:
  interval: 10m
${spec}`
}

const PROVIDER = 'kind: Provider\nmetadata: { name: chat, namespace: flux-system }\nspec:\n  type: generic\n'
const POLICY =
  'kind: ImagePolicy\nmetadata: { name: web, namespace: flux-system }\nspec:\n  imageRepositoryRef: { name: web }\n  policy: { semver: { range: 1.x } }\n'
const OCI = '  url: oci://registry.example.com/manifests\n  ref: { tag: v1.2.3 }\n'

function policyInOneLine(field: string): string {
  const spec = `imageRepositoryRef: { name: web }, policy: { semver: { range: 1.x } }, ${field}`
  const names = 'kind: ImagePolicy, metadata: { name: web, namespace: flux-system }'
  return `{ apiVersion: image.toolkit.fluxcd.io/v1, ${names}, spec: { ${spec} } }${MARK}\n`
}

const UNSERVED_API = 'flux/unserved-api'
const UNSERVED_FIELD = 'flux/unserved-field'
const DEPRECATED = 'flux/deprecated-api'
const UNKNOWN = 'schema/unknown-field'

const CASES: readonly Case[] = [
  {
    what: 'a misspelt field of a Kustomization',
    yaml: kustomization('v1', `  dependOn: []${MARK}\n`),
    told: { [UNKNOWN]: RELEASES },
  },
  {
    what: 'a misspelt field of a HelmRelease',
    yaml: release('v2', `  upgrade:\n    remedation: {}${MARK}\n`),
    told: { [UNKNOWN]: RELEASES },
  },
  {
    what: '`deletionPolicy`, of 2.5',
    yaml: kustomization('v1', `  deletionPolicy: Orphan${MARK}\n`),
    told: { [UNSERVED_FIELD]: before('2.5') },
  },
  {
    what: '`ignoreMissingComponents`, of 2.7',
    yaml: kustomization('v1', `  ignoreMissingComponents: true${MARK}\n`),
    told: { [UNSERVED_FIELD]: before('2.7') },
  },
  {
    what: '`readyExpr`, of 2.7',
    yaml: kustomization('v1', `  dependsOn:\n    - name: flux-system\n      readyExpr: 'true'${MARK}\n`),
    told: { [UNSERVED_FIELD]: before('2.7') },
  },
  {
    what: '`buildMetadata`, of 2.9',
    yaml: kustomization('v1', `  buildMetadata: [originAnnotations]${MARK}\n`),
    told: { [UNSERVED_FIELD]: before('2.9') },
  },
  {
    what: '`disableTakeOwnership`, of 2.5',
    yaml: release('v2', `  install:\n    disableTakeOwnership: true${MARK}\n`),
    told: { [UNSERVED_FIELD]: before('2.5') },
  },
  {
    what: '`waitStrategy`, of 2.8',
    yaml: release('v2', `  waitStrategy: { name: legacy }${MARK}\n`),
    told: { [UNSERVED_FIELD]: before('2.8') },
  },
  {
    what: '`postRenderStrategy`, of 2.9',
    yaml: release('v2', `  postRenderStrategy: combined${MARK}\n`),
    told: { [UNSERVED_FIELD]: before('2.9') },
  },
  {
    what: '`sparseCheckout`, of 2.6',
    yaml: source(
      'GitRepository',
      'v1',
      `  url: https://git.example.com/other\n  sparseCheckout: [a]${MARK}\n`,
    ),
    told: { [UNSERVED_FIELD]: before('2.6') },
  },
  {
    what: '`filter` of what a Receiver names, of 2.9',
    yaml: `apiVersion: notification.toolkit.fluxcd.io/v1
kind: Receiver
metadata: { name: push, namespace: flux-system }
spec:
  type: generic
  secretRef: { name: token }
  resources:
    - kind: GitRepository
      name: '*'
      filter: 'true'${MARK}
`,
    told: { [UNSERVED_FIELD]: before('2.9') },
  },
  {
    what: '`commitStatusExpr`, of 2.6',
    yaml: `apiVersion: notification.toolkit.fluxcd.io/v1beta3\n${PROVIDER}  commitStatusExpr: "'a'"${MARK}\n`,
    told: { [UNSERVED_FIELD]: before('2.6') },
  },
  {
    what: 'a Kustomization v1beta1, gone in 2.7',
    yaml: kustomization(`v1beta1${MARK}`),
    told: { [DEPRECATED]: before('2.7'), [UNSERVED_API]: after('2.7') },
  },
  {
    what: 'a Kustomization v1beta2, gone in 2.8',
    yaml: kustomization(`v1beta2${MARK}`),
    told: { [DEPRECATED]: before('2.8'), [UNSERVED_API]: after('2.8') },
  },
  {
    what: 'a HelmRelease v2beta2, gone in 2.8',
    yaml: release(`v2beta2${MARK}`),
    told: { [DEPRECATED]: before('2.8'), [UNSERVED_API]: after('2.8') },
  },
  {
    what: 'a Provider v1beta2, gone in 2.9',
    yaml: `apiVersion: notification.toolkit.fluxcd.io/v1beta2${MARK}\n${PROVIDER}`,
    told: { [DEPRECATED]: before('2.9'), [UNSERVED_API]: after('2.9') },
  },
  {
    what: 'a Provider v1, which no Flux has',
    yaml: `apiVersion: notification.toolkit.fluxcd.io/v1${MARK}\n${PROVIDER}`,
    told: { [UNSERVED_API]: RELEASES },
  },
  {
    what: 'an ImagePolicy v1beta2, gone in 2.9',
    yaml: `apiVersion: image.toolkit.fluxcd.io/v1beta2${MARK}\n${POLICY}`,
    told: { [DEPRECATED]: between('2.7', '2.9'), [UNSERVED_API]: after('2.9') },
  },
  {
    what: 'an ImagePolicy v1, of 2.7',
    yaml: `apiVersion: image.toolkit.fluxcd.io/v1${MARK}\n${POLICY}`,
    told: { [UNSERVED_API]: before('2.7') },
  },
  {
    what: 'a misspelt field of an ImagePolicy v1',
    yaml: policyInOneLine('suspended: true'),
    told: { [UNSERVED_API]: before('2.7'), [UNKNOWN]: RELEASES },
  },
  {
    what: 'an ImagePolicy v1 that is suspended',
    yaml: policyInOneLine('suspend: true'),
    told: { [UNSERVED_API]: before('2.7'), [UNSERVED_FIELD]: before('2.7') },
  },
  {
    what: 'an OCIRepository v1, of 2.6',
    yaml: source('OCIRepository', `v1${MARK}`, OCI),
    told: { [UNSERVED_API]: before('2.6') },
  },
  {
    what: 'an OCIRepository v1beta2, gone in 2.8',
    yaml: source('OCIRepository', `v1beta2${MARK}`, OCI),
    told: { [DEPRECATED]: between('2.6', '2.8'), [UNSERVED_API]: after('2.8') },
  },
  {
    what: 'a Bucket v1, of 2.4',
    yaml: source('Bucket', `v1${MARK}`, '  bucketName: manifests\n  endpoint: s3.example.com\n'),
    told: { [UNSERVED_API]: before('2.4') },
  },
  {
    what: 'an ArtifactGenerator, of 2.7',
    yaml: `apiVersion: source.extensions.fluxcd.io/v1beta1${MARK}
kind: ArtifactGenerator
metadata: { name: parts, namespace: flux-system }
spec:
  sources: [{ alias: repo, kind: GitRepository, name: flux-system }]
  artifacts: [{ name: apps, copy: [{ from: '@repo/apps/**', to: '@artifact/' }] }]
`,
    told: { [UNSERVED_API]: before('2.7') },
  },
]

function treeOf(flux: Release, yaml: string): Readonly<Record<string, string>> {
  return {
    'clusters/dev/flux-system/gotk-components.yaml': `# Flux Version: v${flux}.0
apiVersion: v1
kind: Namespace
metadata: { name: flux-system }
`,
    'clusters/dev/flux-system/gotk-sync.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
spec:
  interval: 1m
  ref: { branch: main }
  url: https://git.example.com/fleet
---
${kustomization('v1').replace('name: apps', 'name: flux-system').replace('./apps', './clusters/dev')}`,
    'clusters/dev/object.yaml': yaml,
    'apps/namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  }
}

/** Only what is told of the version of Flux counts here. */
const RULES: ReadonlySet<string> = new Set([UNSERVED_API, UNSERVED_FIELD, DEPRECATED])

async function toldOf(flux: Release, yaml: string): Promise<readonly string[]> {
  const repository = openRepository(temporaryTree(treeOf(flux, yaml)), 'disk')
  const { findings, failures } = await lint(repository, { asOf: AS_OF })
  expect(failures).toEqual([])
  return findings
    .filter(({ rule }) => RULES.has(rule) || rule.startsWith('schema/'))
    .map(({ rule, location: { file, line } }) => `${rule} ${file}:${String(line)}`)
}

describe('each release of Flux', () => {
  test.each(CASES)('$what', async ({ yaml, told }) => {
    const line = yaml.split('\n').findIndex(text => text.includes(MARK)) + 1
    for (const flux of RELEASES) {
      const rules = Object.keys(told).filter(rule => told[rule]?.includes(flux))
      const expected = rules.map(rule => `${rule} clusters/dev/object.yaml:${String(line)}`)
      expect(await toldOf(flux, yaml), flux).toEqual(expected)
    }
  })
})
