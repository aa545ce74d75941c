import { expect } from 'vitest'
import { loadedFleet } from '../src/commands/load.ts'
import { lint } from '../src/commands/lint.ts'
import type { Cluster } from '../src/model/fleet.ts'
import type { Report } from '../src/model/report.ts'
import { shortId } from '../src/model/resource.ts'
import { openRepository } from '../src/read/repository.ts'
import { AS_OF } from './as-of.ts'
import { suiteTest } from './shared.ts'

function kustomizationsOf({ builds }: Cluster): string[] {
  return builds.map(({ owner }) => (owner === undefined ? '?' : shortId(owner.id))).sort()
}

function releasesOf({ objects }: Cluster): string[] {
  return objects
    .map(({ resource }) => shortId(resource.id))
    .filter(id => id.startsWith('HelmRelease '))
    .sort()
}

function edgesOf({ graph }: Cluster): string[] {
  return graph.references
    .map(({ type, from, target }) => `${shortId(from.resource.id)} ${type} ${shortId(target)}`)
    .sort()
}

function placesOf({ findings }: Report): string[] {
  return findings.map(
    ({ rule, severity, location: { file, line } }) => `${severity} ${rule} ${file}:${String(line)}`,
  )
}

suiteTest(
  { name: 'flux2-kustomize-helm-example', path: 'fleets/flux2-kustomize-helm-example', count: 1 },
  async directory => {
    const repository = openRepository(directory, 'git')
    const fleet = await loadedFleet(repository)
    expect(fleet.clusters.map(({ name, path }) => [name, path])).toEqual([
      ['production', 'clusters/production'],
      ['staging', 'clusters/staging'],
    ])
    for (const cluster of fleet.clusters) {
      expect(kustomizationsOf(cluster)).toEqual([
        'Kustomization flux-system/apps',
        'Kustomization flux-system/flux-system',
        'Kustomization flux-system/infra-configs',
        'Kustomization flux-system/infra-controllers',
      ])
      expect(releasesOf(cluster)).toEqual([
        'HelmRelease cert-manager/cert-manager',
        'HelmRelease ingress-nginx/ingress-nginx',
        'HelmRelease podinfo/podinfo',
      ])
      expect(edgesOf(cluster)).toEqual(
        [
          'Kustomization flux-system/apps dependsOn Kustomization flux-system/infra-configs',
          'Kustomization flux-system/infra-configs dependsOn Kustomization flux-system/infra-controllers',
          'Kustomization flux-system/apps sourceRef GitRepository flux-system/flux-system',
          'Kustomization flux-system/flux-system sourceRef GitRepository flux-system/flux-system',
          'Kustomization flux-system/infra-configs sourceRef GitRepository flux-system/flux-system',
          'Kustomization flux-system/infra-controllers sourceRef GitRepository flux-system/flux-system',
          'HelmRelease cert-manager/cert-manager sourceRef HelmRepository cert-manager/cert-manager',
          'HelmRelease ingress-nginx/ingress-nginx sourceRef HelmRepository ingress-nginx/ingress-nginx',
          'HelmRelease podinfo/podinfo sourceRef HelmRepository podinfo/podinfo',
          'Kustomization flux-system/flux-system applies Kustomization flux-system/apps',
          'Kustomization flux-system/flux-system applies Kustomization flux-system/infra-configs',
          'Kustomization flux-system/flux-system applies Kustomization flux-system/infra-controllers',
          'Kustomization flux-system/infra-controllers applies HelmRepository cert-manager/cert-manager',
          'Kustomization flux-system/infra-controllers applies HelmRelease cert-manager/cert-manager',
          'Kustomization flux-system/infra-controllers applies HelmRepository ingress-nginx/ingress-nginx',
          'Kustomization flux-system/infra-controllers applies HelmRelease ingress-nginx/ingress-nginx',
          'Kustomization flux-system/apps applies HelmRepository podinfo/podinfo',
          'Kustomization flux-system/apps applies HelmRelease podinfo/podinfo',
          'Kustomization flux-system/infra-controllers waits-for HelmRepository cert-manager/cert-manager',
          'Kustomization flux-system/infra-controllers waits-for HelmRelease cert-manager/cert-manager',
          'Kustomization flux-system/infra-controllers waits-for HelmRepository ingress-nginx/ingress-nginx',
          'Kustomization flux-system/infra-controllers waits-for HelmRelease ingress-nginx/ingress-nginx',
          'Kustomization flux-system/apps waits-for HelmRepository podinfo/podinfo',
          'Kustomization flux-system/apps waits-for HelmRelease podinfo/podinfo',
        ].sort(),
      )
    }
    const report = await lint(repository, { asOf: AS_OF })
    // One chart is asked for in any version, which is advice only.
    expect(placesOf(report)).toEqual([
      'info helm/floating-version infrastructure/controllers/ingress-nginx.yaml:28',
    ])
    expect(report.failures).toEqual([])
  },
)

suiteTest({ name: 'flux2-multi-tenancy', path: 'fleets/flux2-multi-tenancy', count: 1 }, async directory => {
  const repository = openRepository(directory, 'git')
  const fleet = await loadedFleet(repository)
  expect(fleet.clusters.map(({ name, path }) => [name, path])).toEqual([
    ['production', 'clusters/production'],
    ['staging', 'clusters/staging'],
  ])
  for (const cluster of fleet.clusters) {
    expect(kustomizationsOf(cluster)).toEqual([
      'Kustomization apps/dev-team',
      'Kustomization flux-system/flux-system',
      'Kustomization flux-system/kyverno',
      'Kustomization flux-system/kyverno-controller',
      'Kustomization flux-system/kyverno-policies',
      'Kustomization flux-system/tenants',
    ])
    expect(edgesOf(cluster)).toEqual(
      [
        'Kustomization flux-system/kyverno-policies dependsOn Kustomization flux-system/kyverno',
        'Kustomization flux-system/tenants dependsOn Kustomization flux-system/kyverno-policies',
        'Kustomization apps/dev-team sourceRef GitRepository apps/dev-team',
        'Kustomization flux-system/flux-system sourceRef GitRepository flux-system/flux-system',
        'Kustomization flux-system/kyverno sourceRef GitRepository flux-system/flux-system',
        'Kustomization flux-system/kyverno-controller sourceRef OCIRepository flux-system/kyverno-controller',
        'Kustomization flux-system/kyverno-policies sourceRef GitRepository flux-system/flux-system',
        'Kustomization flux-system/tenants sourceRef GitRepository flux-system/flux-system',
        'Kustomization flux-system/flux-system applies Kustomization flux-system/kyverno',
        'Kustomization flux-system/flux-system applies Kustomization flux-system/kyverno-policies',
        'Kustomization flux-system/flux-system applies Kustomization flux-system/tenants',
        'Kustomization flux-system/kyverno applies Kustomization flux-system/kyverno-controller',
        'Kustomization flux-system/kyverno applies OCIRepository flux-system/kyverno-controller',
        'Kustomization flux-system/tenants applies GitRepository apps/dev-team',
        'Kustomization flux-system/tenants applies Kustomization apps/dev-team',
        'Kustomization flux-system/kyverno waits-for Kustomization flux-system/kyverno-controller',
        'Kustomization flux-system/kyverno waits-for OCIRepository flux-system/kyverno-controller',
      ].sort(),
    )
  }
  const report = await lint(repository, { asOf: AS_OF })
  // Flux 2.8 has dropped this version, and the repository does not say that its Flux is older.
  expect(placesOf(report)).toEqual(['warning flux/deprecated-api infrastructure/kyverno/source.yaml:1'])
  expect(
    report.gaps.map(({ reason, message, location, count }) => [reason, location?.file, message, count]),
  ).toEqual([
    [
      'no-schema',
      'infrastructure/kyverno-policies/verify-flux-images.yaml',
      'There is no schema for `ClusterPolicy` of `kyverno.io/v1`.',
      4,
    ],
    [
      'remote-source',
      'infrastructure/kyverno/sync.yaml',
      '`OCIRepository flux-system/kyverno-controller` is not this repository; what `Kustomization flux-system/kyverno-controller` takes from it is unknown.',
      2,
    ],
    [
      'remote-source',
      'tenants/base/dev-team/sync.yaml',
      '`GitRepository apps/dev-team` is not this repository; what `Kustomization apps/dev-team` takes from it is unknown.',
      2,
    ],
  ])
})
