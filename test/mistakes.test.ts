import type { Log } from 'sarif'
import { expect } from 'vitest'
import { lint } from '../src/commands/lint.ts'
import type { Report } from '../src/model/report.ts'
import { openRepository } from '../src/read/repository.ts'
import { loadReporter } from '../src/report/index.ts'
import { AS_OF } from './as-of.ts'
import { edited, overlay, textOf } from './overlay-repository.ts'
import { suiteTest } from './shared.ts'

interface Mistake {
  readonly rule: string
  /** The file to change, what to replace in it, and by what; or a new file. */
  readonly edit: readonly [path: string, from: string, to: string] | readonly [path: string, text: string]
  /** Where the finding must stand: the first line of the file, after the change, that holds this text. */
  readonly at: readonly [path: string, text: string]
}

const CONTROLLERS = 'clusters/production/infrastructure.yaml'
const APPS = 'clusters/production/apps.yaml'

/** One mistake at a time in a copy of a real fleet. */
const MISTAKES: readonly Mistake[] = [
  {
    rule: 'flux/dangling-dependency',
    edit: [APPS, '- name: infra-configs', '- name: infra-config'],
    at: [APPS, '- name: infra-config'],
  },
  {
    rule: 'graph/dependency-cycle',
    edit: [CONTROLLERS, '  interval: 1h', '  dependsOn:\n    - name: apps\n  interval: 1h'],
    // Three lines make the cycle; the finding stands at the first of them and names all three.
    at: [APPS, '- name: infra-configs'],
  },
  {
    rule: 'graph/dependency-cycle',
    edit: [APPS, '- name: infra-configs', '- name: apps'],
    at: [APPS, '- name: apps'],
  },
  {
    rule: 'flux/dangling-source',
    edit: [APPS, 'name: flux-system\n  path', 'name: fleet\n  path'],
    at: [APPS, 'name: fleet'],
  },
  {
    rule: 'flux/dangling-source',
    edit: [
      'apps/base/podinfo/release.yaml',
      'kind: HelmRepository\n        name: podinfo',
      'kind: HelmRepository\n        name: podinf',
    ],
    at: ['apps/base/podinfo/release.yaml', 'name: podinf\n'],
  },
  {
    rule: 'flux/missing-path',
    edit: [APPS, './apps/production', './apps/prodution'],
    at: [APPS, './apps/prodution'],
  },
  {
    rule: 'kustomize/missing-resource',
    edit: ['infrastructure/controllers/kustomization.yaml', 'cert-manager.yaml', 'cert-manger.yaml'],
    at: ['infrastructure/controllers/kustomization.yaml', 'cert-manger.yaml'],
  },
  {
    rule: 'kustomize/orphan-manifest',
    edit: [
      'apps/base/podinfo/quota.yaml',
      'apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: podinfo\n',
    ],
    at: ['apps/base/podinfo/quota.yaml', 'apiVersion'],
  },
  {
    rule: 'flux/duplicate-object',
    edit: [
      'infrastructure/configs/cluster-issuers.yaml',
      'apiVersion',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: cert-manager\n---\napiVersion',
    ],
    at: ['infrastructure/configs/cluster-issuers.yaml', 'name: cert-manager'],
  },
  {
    rule: 'flux/undefined-variable',
    edit: [
      CONTROLLERS,
      '  patches:\n    - patch',
      '  postBuild:\n    substitute:\n      region: eu\n  patches:\n    - patch',
    ],
    at: ['infrastructure/configs/cluster-issuers.yaml', '${zone}'],
  },
  {
    rule: 'kustomize/unknown-field',
    edit: ['infrastructure/configs/kustomization.yaml', 'resources:', 'namePrefx: x-\nresources:'],
    at: ['infrastructure/configs/kustomization.yaml', 'namePrefx'],
  },
  {
    rule: 'kustomize/unmatched-patch',
    edit: [CONTROLLERS, 'name: letsencrypt', 'name: letsencrpyt'],
    at: [CONTROLLERS, 'name: letsencrpyt'],
  },
  {
    rule: 'kustomize/confused-kustomization',
    edit: [
      'clusters/production/podinfo.yaml',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata:\n  name: podinfo\nspec:\n  interval: 1h\n',
    ],
    at: ['clusters/production/podinfo.yaml', 'apiVersion'],
  },
  {
    rule: 'helm/unreadable-version',
    edit: ['infrastructure/controllers/cert-manager.yaml', '"1.x"', '">>1.0"'],
    at: ['infrastructure/controllers/cert-manager.yaml', '">>1.0"'],
  },
  {
    rule: 'helm/ambiguous-chart',
    edit: [
      'infrastructure/controllers/cert-manager.yaml',
      '  values:',
      '  chartRef:\n    kind: OCIRepository\n    name: cert-manager\n    namespace: ${namespace}\n  values:',
    ],
    at: ['infrastructure/controllers/cert-manager.yaml', 'chartRef'],
  },
  {
    rule: 'sops/missing-decryption',
    edit: [
      'apps/production/kustomization.yaml',
      'resources:',
      'secretGenerator:\n  - name: key\n    namespace: podinfo\n    literals:\n      - key=ENC[AES256_GCM,data:YQ==]\n      - sops_mac=x\n      - sops_lastmodified=x\nresources:',
    ],
    at: [APPS, 'name: apps'],
  },
  {
    rule: 'yaml/syntax',
    edit: ['apps/base/podinfo/namespace.yaml', 'labels:', 'labels: ]'],
    at: ['apps/base/podinfo/namespace.yaml', 'labels: ]'],
  },
]

/** Mistakes that show only after rendering: they stand in a base or in a patch, and the overlay is blameless. */
const RENDERED: readonly {
  readonly name: string
  readonly edits: readonly (readonly [path: string, from: string, to: string])[]
  readonly rule: string
  readonly at: readonly [path: string, text: string]
}[] = [
  {
    name: 'in a base',
    edits: [
      [APPS, '  timeout: 5m0s', '  timeout: 5m0s\n  postBuild:\n    substitute:\n      region: eu'],
      ['apps/base/podinfo/release.yaml', 'className: nginx', 'className: ${ingress_class}'],
    ],
    rule: 'flux/undefined-variable',
    at: ['apps/base/podinfo/release.yaml', '${ingress_class}'],
  },
  {
    name: 'in a patch',
    edits: [
      [APPS, '  timeout: 5m0s', '  timeout: 5m0s\n  postBuild:\n    substitute:\n      region: eu'],
      ['apps/production/podinfo-values.yaml', 'host: podinfo.production', 'host: podinfo.${domain}'],
    ],
    rule: 'flux/undefined-variable',
    at: ['apps/production/podinfo-values.yaml', '${domain}'],
  },
  {
    name: 'in a base that an overlay moves to a namespace',
    edits: [['apps/base/podinfo/release.yaml', 'name: podinfo\n  interval', 'name: podinfos\n  interval']],
    rule: 'flux/dangling-source',
    at: ['apps/base/podinfo/release.yaml', 'name: podinfos'],
  },
]

/** The fleet takes whatever version of one chart is the newest, and means it. */
const CONFIG = `apiVersion: fleetlint.dev/v1alpha1
kind: Config
rules:
  helm/floating-version: off
`

const FORMATS = ['pretty', 'compact', 'json', 'sarif', 'github'] as const

function lineOf(text: string, piece: string): number {
  const at = text.indexOf(piece)
  if (at < 0) throw new Error(`nothing holds ${piece}`)
  return text.slice(0, at).split('\n').length
}

async function formatted(report: Report): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for (const format of FORMATS) {
    const reporter = await loadReporter(format)
    texts.set(format, reporter?.render(report, { color: false, width: 100 }) ?? '')
  }
  return texts
}

type Place = readonly [rule: string, file: string, line: number]

/** The places that a format tells of, read back from its text. */
const PLACES_IN: Readonly<Record<(typeof FORMATS)[number], (text: string) => readonly Place[]>> = {
  pretty: text =>
    [...text.matchAll(/^(\S+?):(\d+):\d+ +\w+ +(\S+)$/gm)].map(([, file = '', line, rule = '']) => [
      rule,
      file,
      Number(line),
    ]),
  compact: text =>
    [...text.matchAll(/^(\S+?):(\d+):\d+ \w+ (\S+) .+$/gm)].map(([, file = '', line, rule = '']) => [
      rule,
      file,
      Number(line),
    ]),
  json: text =>
    (JSON.parse(text) as Report).findings.map(({ rule, location: { file, line } }) => [rule, file, line]),
  sarif: text =>
    ((JSON.parse(text) as Log).runs[0]?.results ?? []).map(({ ruleId = '', locations }) => {
      const place = locations?.[0]?.physicalLocation
      return [ruleId, place?.artifactLocation?.uri ?? '', place?.region?.startLine ?? 0]
    }),
  github: text =>
    [...text.matchAll(/^::(?:error|warning) file=([^,]+),line=(\d+),.*?title=([^,:]+)/gm)].map(
      ([, file = '', line, rule = '']) => [rule, file, Number(line)],
    ),
}

for (const { rule, edit, at } of MISTAKES) {
  suiteTest(
    {
      name: `${rule} is found where ${at[1].trim()} stands`,
      path: 'fleets/flux2-kustomize-helm-example',
      count: 1,
    },
    async directory => {
      const base = openRepository(directory, 'git')
      const [path, from, to] = edit
      const changes: Record<string, string> = {
        'fleetlint.yaml': CONFIG,
        [path]: to === undefined ? from : edited(base, path, [from, to]),
      }
      if (rule === 'flux/undefined-variable') {
        changes[at[0]] = edited(base, at[0], ['spec:', 'spec:\n  zone: ${zone}-${region}'])
      }
      const report = await lint(overlay(base, changes), { asOf: AS_OF })
      const line = lineOf(changes[at[0]] ?? textOf(base, at[0]), at[1])
      expect(report.findings.map(found => [found.rule, found.location.file, found.location.line])).toEqual([
        [rule, at[0], line],
      ])
      expect(report.failures).toEqual([])
      const texts = await formatted(report)
      for (const format of FORMATS) {
        expect(PLACES_IN[format](texts.get(format) ?? ''), format).toEqual([[rule, at[0], line]])
      }
    },
  )
}

for (const { name, edits, rule, at } of RENDERED) {
  suiteTest(
    { name: `a mistake ${name} is told there`, path: 'fleets/flux2-kustomize-helm-example', count: 1 },
    async directory => {
      const base = openRepository(directory, 'git')
      const changes: Record<string, string> = { 'fleetlint.yaml': CONFIG }
      for (const [path, from, to] of edits) changes[path] = edited(base, path, [from, to])
      const { findings } = await lint(overlay(base, changes), { asOf: AS_OF })
      const places = new Set(
        findings.map(found => `${found.rule} ${found.location.file}:${String(found.location.line)}`),
      )
      expect([...places]).toEqual([`${rule} ${at[0]}:${String(lineOf(changes[at[0]] ?? '', at[1]))}`])
    },
  )
}
