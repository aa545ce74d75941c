import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { lint } from '../src/commands/lint.ts'
import { loadedFleet } from '../src/commands/load.ts'
import type { Finding } from '../src/model/finding.ts'
import type { Repository } from '../src/model/repository.ts'
import { openRepository } from '../src/read/repository.ts'
import { AS_OF } from './as-of.ts'
import { checkedValues, linesOf } from './checked-values.ts'
import { edited, overlay } from './overlay-repository.ts'
import { suiteTest } from './shared.ts'

const OWN = openRepository(fileURLToPath(new URL('../', import.meta.url)), 'git')

/** What nobody has accepted. */
async function open(repository: Repository): Promise<readonly Finding[]> {
  const { findings } = await lint(repository, { asOf: AS_OF })
  return findings.filter(({ exemption }) => exemption === undefined)
}

describe('our own fleet', () => {
  test('hands its charts nothing that they do not take, and each of them has a schema', async () => {
    const { raised, gaps, failures, counts } = await checkedValues(OWN)
    expect([raised, gaps, failures]).toEqual([[], [], []])
    const { clusters } = await loadedFleet(OWN)
    const releases = clusters.flatMap(({ objects }) =>
      objects.filter(({ resource: { id } }) => id.kind === 'HelmRelease'),
    )
    expect(counts).toEqual({ releases: releases.length })
  })

  test('has one finding for a typo in the file of a configMapGenerator', async () => {
    const file = 'modules/apps/podinfo/base/values.yaml'
    const text = edited(OWN, file, ['podSecurityContext', 'podSecurtyContext'])
    const findings = await open(overlay(OWN, { [file]: text }))
    expect(findings).toMatchObject([
      {
        rule: 'values/unknown-key',
        message: 'The chart `podinfo` has no value `podSecurtyContext`. Did you mean `podSecurityContext`?',
        location: { file, line: 12, column: 1, endColumn: 18, pointer: '/podSecurtyContext' },
        builds: ['clusters/dev › Kustomization flux-system/podinfo'],
      },
    ])
  })

  test('has one finding for a typo in a ConfigMap', async () => {
    const file = 'modules/apps/podinfo/base/more.yaml'
    const repository = overlay(OWN, {
      [file]: `apiVersion: v1
kind: ConfigMap
metadata:
  name: podinfo-more
data:
  values.yaml: |
    # The variable is what makes Flux read this anew.
    ui:
      logo: https://\${CLUSTER_NAME}.example.com/logo.png
      colour: "#34577c"
`,
      'modules/apps/podinfo/base/kustomization.yaml': edited(
        OWN,
        'modules/apps/podinfo/base/kustomization.yaml',
        ['resources:\n', 'resources:\n  - more.yaml\n'],
      ),
      'modules/apps/podinfo/base/helm-release.yaml': edited(
        OWN,
        'modules/apps/podinfo/base/helm-release.yaml',
        ['valuesFrom:\n', 'valuesFrom:\n    - kind: ConfigMap\n      name: podinfo-more\n'],
      ),
    })
    const findings = await open(repository)
    expect(
      findings.map(({ rule, location }) => [rule, location.file, location.line, location.column]),
    ).toEqual([['values/unknown-key', file, 10, 7]])
  })

  test('has one finding for a typo in the patch of a component', async () => {
    const file = 'modules/networking/cilium/components/talos/values.yaml'
    const text = edited(OWN, file, ['autoMount', 'automount'])
    const findings = await open(overlay(OWN, { [file]: text }))
    expect(findings.map(({ message, location }) => [message, location.file, location.line])).toEqual([
      ['The chart `cilium` has no value `cgroup.automount`. Did you mean `autoMount`?', file, 18],
    ])
  })
})

/** Real mistakes, found without the version that is installed: Cilium has `autoMount`, in 1.20 too. */
const DOUBTFUL: Readonly<Record<string, readonly string[]>> = {
  'home-ops-onedr0p': [
    'values/doubtful-key kubernetes/apps/kube-system/cilium/app/helmrelease.yaml:25 No known version of the chart `cilium` has a value `cgroup.automount`. Did you mean `autoMount`?',
  ],
  'k8s-gitops-billimek': [
    'values/doubtful-key kubernetes/kube-system/cilium/cilium.yaml:45 No known version of the chart `cilium` has a value `cgroup.automount`. Did you mean `autoMount`?',
  ],
}

suiteTest(
  { name: 'two findings in twelve real fleets, both true', path: 'fleets', count: 12 },
  async directory => {
    const names = readdirSync(directory, { withFileTypes: true }).filter(entry => entry.isDirectory())
    expect(names).toHaveLength(12)
    for (const { name } of names) {
      const checked = await checkedValues(openRepository(join(directory, name), 'disk'))
      expect([name, linesOf(checked), checked.failures]).toEqual([name, DOUBTFUL[name] ?? [], []])
    }
  },
)

/** Real values, held against the newest versions that we know in place of their own; `others` are of app-template. */
const STAND_INS = [
  {
    fleet: 'home-ops-onedr0p',
    file: 'kubernetes/apps/kube-system/cilium/app/ocirepository.yaml',
    others: 26,
    version: ['tag: 1.20.1', 'tag: 1.18.12'],
    // A real mistake: Cilium has `autoMount`, in 1.20 too.
    found: [
      'values/unknown-key kubernetes/apps/kube-system/cilium/app/helmrelease.yaml:25 The chart `cilium` has no value `cgroup.automount`. Did you mean `autoMount`?',
    ],
  },
  {
    fleet: 'k8s-gitops-billimek',
    file: 'kubernetes/kube-system/cilium/cilium.yaml',
    others: 40,
    version: ['tag: 1.20.1', 'tag: 1.18.12'],
    found: [
      'values/unknown-key kubernetes/kube-system/cilium/cilium.yaml:45 The chart `cilium` has no value `cgroup.automount`. Did you mean `autoMount`?',
    ],
  },
  {
    fleet: 'home-ops-bjw-s',
    file: 'kubernetes/apps/kube-system/cilium/app/ocirepository.yaml',
    others: 39,
    version: ['tag: 1.20.1', 'tag: 1.18.12'],
    found: [],
  },
  {
    fleet: 'flux2-kustomize-helm-example',
    file: 'apps/production/podinfo-values.yaml',
    others: 0,
    version: ['">=1.0.0"', '6.9.4'],
    found: [],
  },
] as const

for (const { fleet, file, version, found, others } of STAND_INS) {
  const path = `fleets/${fleet}`
  suiteTest(
    { name: `finds in ${fleet} what is wrong, and nothing else`, path, count: 1 },
    async directory => {
      const base = openRepository(directory, 'disk')
      const result = await checkedValues(overlay(base, { [file]: edited(base, file, version) }))
      expect(linesOf(result)).toEqual(found)
      expect(result.counts).toEqual({ releases: 1 + others })
    },
  )
}
