import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { toPlain, valueIn } from '../src/lib/node.ts'
import { loadedFleet } from '../src/commands/load.ts'
import { lint } from '../src/commands/lint.ts'
import type { Cluster } from '../src/model/fleet.ts'
import { shortId } from '../src/model/resource.ts'
import { openRepository } from '../src/read/repository.ts'
import { AS_OF } from './as-of.ts'

const repository = openRepository(fileURLToPath(new URL('../', import.meta.url)), 'git')
const fleet = await loadedFleet(repository)

function dev(): Cluster {
  const found = fleet.clusters.find(({ path }) => path === 'clusters/dev')
  if (found === undefined) throw new Error('clusters/dev was not found')
  return found
}

/** What each build delivers, by the Kustomization that asks for it. */
function deliveries({ builds }: Cluster): Record<string, readonly string[]> {
  const entries = builds.map(({ owner, resources }) => [
    owner === undefined ? '' : shortId(owner.id),
    resources.map(({ id }) => withoutHash(shortId(id))).sort(),
  ])
  return Object.fromEntries(entries) as Record<string, readonly string[]>
}

/** The end of a generated ConfigMap's name, which says what is in it. */
function withoutHash(id: string): string {
  return id.replace(/^(ConfigMap .*)-[bcdfghkmt2456789]{10}$/, '$1-…')
}

test('the repository is a fleet of one cluster', () => {
  expect(fleet.clusters.map(({ name, path }) => [name, path])).toEqual([['dev', 'clusters/dev']])
})

test('each Kustomization of dev delivers what it should', () => {
  expect(deliveries(dev())).toEqual({
    'Kustomization flux-system/flux-system': [
      'ClusterRoleBinding platform-reconciler',
      'ConfigMap flux-system/cluster-settings',
      'FluxInstance flux-system/flux',
      'Kustomization flux-system/cilium',
      'Kustomization flux-system/gatekeeper',
      'Kustomization flux-system/namespaces',
      'Kustomization flux-system/podinfo',
      'Kustomization flux-system/policies',
      'Kustomization flux-system/policy-templates',
      'Kustomization flux-system/sources',
      'ServiceAccount flux-system/apps-reconciler',
      'ServiceAccount flux-system/platform-reconciler',
    ],
    'Kustomization flux-system/namespaces': [
      'LimitRange podinfo/tenant',
      'Namespace gatekeeper-system',
      'Namespace kube-system',
      'Namespace podinfo',
      'NetworkPolicy gatekeeper-system/allow-dns',
      'NetworkPolicy gatekeeper-system/default-deny',
      'NetworkPolicy podinfo/allow-dns',
      'NetworkPolicy podinfo/default-deny',
      'ResourceQuota podinfo/tenant',
      'RoleBinding podinfo/apps-reconciler',
      'RoleBinding podinfo/flux',
      'ServiceAccount podinfo/flux',
    ],
    'Kustomization flux-system/sources': [
      'HelmRepository flux-system/cilium',
      'HelmRepository flux-system/gatekeeper',
      'HelmRepository podinfo/podinfo',
    ],
    'Kustomization flux-system/cilium': ['HelmRelease flux-system/cilium'],
    'Kustomization flux-system/gatekeeper': [
      'HelmRelease flux-system/gatekeeper',
      'NetworkPolicy gatekeeper-system/gatekeeper',
      'NetworkPolicy gatekeeper-system/gatekeeper-webhook',
    ],
    'Kustomization flux-system/policy-templates': ['ConstraintTemplate requiredlabels'],
    'Kustomization flux-system/policies': ['RequiredLabels pod-security-level'],
    'Kustomization flux-system/podinfo': [
      'ConfigMap podinfo/podinfo-values-…',
      'HelmRelease podinfo/podinfo',
      'NetworkPolicy podinfo/podinfo',
    ],
  })
})

test('the graph of dev is the one that its files draw', () => {
  const edges = dev().graph.references.map(
    ({ type, from, target }) => `${shortId(from.resource.id)} ${type} ${shortId(target)}`,
  )
  expect(edges.sort()).toEqual(
    [
      'Kustomization flux-system/flux-system sourceRef GitRepository flux-system/flux-system',
      'Kustomization flux-system/flux-system applies FluxInstance flux-system/flux',
      'Kustomization flux-system/flux-system applies Kustomization flux-system/cilium',
      'Kustomization flux-system/flux-system applies Kustomization flux-system/gatekeeper',
      'Kustomization flux-system/flux-system applies Kustomization flux-system/namespaces',
      'Kustomization flux-system/flux-system applies Kustomization flux-system/podinfo',
      'Kustomization flux-system/flux-system applies Kustomization flux-system/policies',
      'Kustomization flux-system/flux-system applies Kustomization flux-system/policy-templates',
      'Kustomization flux-system/flux-system applies Kustomization flux-system/sources',
      'Kustomization flux-system/namespaces sourceRef GitRepository flux-system/flux-system',
      'Kustomization flux-system/sources sourceRef GitRepository flux-system/flux-system',
      'Kustomization flux-system/sources dependsOn Kustomization flux-system/namespaces',
      'Kustomization flux-system/sources applies HelmRepository flux-system/cilium',
      'Kustomization flux-system/sources applies HelmRepository flux-system/gatekeeper',
      'Kustomization flux-system/sources applies HelmRepository podinfo/podinfo',
      'Kustomization flux-system/sources waits-for HelmRepository flux-system/cilium',
      'Kustomization flux-system/sources waits-for HelmRepository flux-system/gatekeeper',
      'Kustomization flux-system/sources waits-for HelmRepository podinfo/podinfo',
      'Kustomization flux-system/cilium sourceRef GitRepository flux-system/flux-system',
      'Kustomization flux-system/cilium dependsOn Kustomization flux-system/sources',
      'Kustomization flux-system/cilium applies HelmRelease flux-system/cilium',
      'Kustomization flux-system/cilium waits-for HelmRelease flux-system/cilium',
      'Kustomization flux-system/cilium waits-for DaemonSet kube-system/cilium',
      'Kustomization flux-system/cilium waits-for Deployment kube-system/cilium-operator',
      'Kustomization flux-system/gatekeeper sourceRef GitRepository flux-system/flux-system',
      'Kustomization flux-system/gatekeeper dependsOn Kustomization flux-system/sources',
      'Kustomization flux-system/gatekeeper dependsOn Kustomization flux-system/cilium',
      'Kustomization flux-system/gatekeeper applies HelmRelease flux-system/gatekeeper',
      'Kustomization flux-system/gatekeeper waits-for HelmRelease flux-system/gatekeeper',
      'Kustomization flux-system/gatekeeper waits-for Deployment gatekeeper-system/gatekeeper-controller-manager',
      'Kustomization flux-system/gatekeeper waits-for Deployment gatekeeper-system/gatekeeper-audit',
      'Kustomization flux-system/policy-templates sourceRef GitRepository flux-system/flux-system',
      'Kustomization flux-system/policy-templates dependsOn Kustomization flux-system/gatekeeper',
      'Kustomization flux-system/policy-templates waits-for CustomResourceDefinition requiredlabels.constraints.gatekeeper.sh',
      'Kustomization flux-system/policies sourceRef GitRepository flux-system/flux-system',
      'Kustomization flux-system/policies dependsOn Kustomization flux-system/policy-templates',
      'Kustomization flux-system/podinfo sourceRef GitRepository flux-system/flux-system',
      'Kustomization flux-system/podinfo dependsOn Kustomization flux-system/sources',
      'Kustomization flux-system/podinfo dependsOn Kustomization flux-system/cilium',
      'Kustomization flux-system/podinfo applies HelmRelease podinfo/podinfo',
      'Kustomization flux-system/podinfo waits-for HelmRelease podinfo/podinfo',
      'Kustomization flux-system/podinfo waits-for Deployment podinfo/podinfo',
      'HelmRelease flux-system/cilium sourceRef HelmRepository flux-system/cilium',
      'HelmRelease flux-system/gatekeeper sourceRef HelmRepository flux-system/gatekeeper',
      'HelmRelease podinfo/podinfo sourceRef HelmRepository podinfo/podinfo',
    ].sort(),
  )
})

test('values of dev arrive as Flux would make them', () => {
  const release = dev().objects.find(
    ({ resource }) => shortId(resource.id) === 'HelmRelease flux-system/cilium',
  )
  const values = valueIn(release?.resource.node, 'spec', 'values')
  expect(values === undefined ? values : toPlain(values)).toMatchObject({
    // From cluster-settings, which holds both as text.
    cluster: { name: 'dev', id: 1 },
    // From the component talos.
    kubeProxyReplacement: 'true',
    cgroup: { autoMount: { enabled: false } },
    // From the component hubble, over the base.
    hubble: { enabled: true, peerService: { clusterDomain: 'cluster.local' } },
  })
})

test('our own fleet gives no finding', async () => {
  const { findings, failures } = await lint(repository, { asOf: AS_OF })
  expect(findings.filter(({ exemption }) => exemption === undefined)).toEqual([])
  // Cilium's agent needs what the policy warns of; policies/exemptions says who accepted that, and until when.
  expect(findings.map(({ rule, location, exemption }) => [rule, location.file, exemption?.name])).toEqual([
    ['policy/requiredlabels', 'platform/namespaces/kube-system.yaml', 'kube-system-privileged'],
  ])
  expect(failures).toEqual([])
})
