import { mapAt, textAt } from '../../lib/node.ts'
import type { Cluster } from '../../model/fleet.ts'
import { type GroupKind, groupKind, type ObjectId } from '../../model/resource.ts'

const WELL_KNOWN: Readonly<Record<string, readonly string[]>> = {
  '': [
    'ConfigMap',
    'Endpoints',
    'LimitRange',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  apps: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  autoscaling: ['HorizontalPodAutoscaler'],
  batch: ['CronJob', 'Job'],
  'networking.k8s.io': ['Ingress', 'NetworkPolicy'],
  policy: ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
  'helm.toolkit.fluxcd.io': ['HelmRelease'],
  'kustomize.toolkit.fluxcd.io': ['Kustomization'],
  'source.toolkit.fluxcd.io': ['Bucket', 'GitRepository', 'HelmChart', 'HelmRepository', 'OCIRepository'],
  'notification.toolkit.fluxcd.io': ['Alert', 'Provider', 'Receiver'],
  'image.toolkit.fluxcd.io': ['ImagePolicy', 'ImageRepository', 'ImageUpdateAutomation'],
  'ceph.rook.io': ['CephBlockPool', 'CephCluster', 'CephFilesystem', 'CephObjectStore'],
  'cert-manager.io': ['Certificate', 'CertificateRequest', 'Issuer'],
  'cilium.io': ['CiliumNetworkPolicy'],
  'cluster.x-k8s.io': ['Cluster', 'MachineDeployment'],
  'external-secrets.io': ['ExternalSecret', 'PushSecret', 'SecretStore'],
  'gateway.networking.k8s.io': ['Gateway', 'GRPCRoute', 'HTTPRoute'],
  'monitoring.coreos.com': [
    'Alertmanager',
    'AlertmanagerConfig',
    'PodMonitor',
    'Probe',
    'Prometheus',
    'PrometheusRule',
    'ScrapeConfig',
    'ServiceMonitor',
  ],
}

const KNOWN: ReadonlySet<GroupKind> = new Set(
  Object.entries(WELL_KNOWN).flatMap(([group, kinds]) =>
    kinds.map(kind => groupKind({ group, kind, version: '', namespace: '', name: '' })),
  ),
)

/** Kinds that certainly have a namespace: Kubernetes', Flux's and widespread ones, and those whose definition the cluster delivers. */
export function namespacedKinds({ objects }: Cluster): (id: Pick<ObjectId, 'group' | 'kind'>) => boolean {
  const defined = new Set<string>()
  for (const { resource } of objects) {
    if (resource.id.kind !== 'CustomResourceDefinition') continue
    const spec = mapAt(resource.node, 'spec')
    if (textAt(spec, 'scope') !== 'Namespaced') continue
    defined.add(`${textAt(spec, 'group') ?? ''}/${textAt(mapAt(spec, 'names'), 'kind') ?? ''}`)
  }
  return ({ group, kind }) => KNOWN.has(`${group}/${kind}`) || defined.has(`${group}/${kind}`)
}
