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
  'source.toolkit.fluxcd.io': [
    'Bucket',
    'ExternalArtifact',
    'GitRepository',
    'HelmChart',
    'HelmRepository',
    'OCIRepository',
  ],
  'source.extensions.fluxcd.io': ['ArtifactGenerator'],
  'notification.toolkit.fluxcd.io': ['Alert', 'Provider', 'Receiver'],
  'image.toolkit.fluxcd.io': ['ImagePolicy', 'ImageRepository', 'ImageUpdateAutomation'],
  'fluxcd.controlplane.io': ['FluxInstance', 'FluxReport', 'ResourceSet', 'ResourceSetInputProvider'],
  'ceph.rook.io': [
    'CephBlockPool',
    'CephCluster',
    'CephFilesystem',
    'CephFilesystemSubVolumeGroup',
    'CephNFS',
    'CephObjectStore',
    'CephObjectStoreUser',
  ],
  'cert-manager.io': ['Certificate', 'CertificateRequest', 'Issuer'],
  'cilium.io': ['CiliumNetworkPolicy'],
  'cluster.x-k8s.io': [
    'Cluster',
    'Machine',
    'MachineDeployment',
    'MachineHealthCheck',
    'MachinePool',
    'MachineSet',
  ],
  'dragonflydb.io': ['Dragonfly'],
  'external-secrets.io': ['ExternalSecret', 'PushSecret', 'SecretStore'],
  'gateway.envoyproxy.io': [
    'Backend',
    'BackendTrafficPolicy',
    'ClientTrafficPolicy',
    'EnvoyProxy',
    'SecurityPolicy',
  ],
  'gateway.networking.k8s.io': ['Gateway', 'GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'],
  'grafana.integreatly.org': ['Grafana', 'GrafanaDashboard', 'GrafanaDatasource', 'GrafanaFolder'],
  'k8s.mariadb.com': ['MariaDB'],
  'kafka.strimzi.io': ['Kafka', 'KafkaConnect', 'KafkaTopic', 'KafkaUser'],
  'keda.sh': ['ScaledJob', 'ScaledObject', 'TriggerAuthentication'],
  'metallb.io': ['BGPAdvertisement', 'BGPPeer', 'IPAddressPool', 'L2Advertisement'],
  'minio.min.io': ['Tenant'],
  'monitoring.coreos.com': [
    'Alertmanager',
    'AlertmanagerConfig',
    'PodMonitor',
    'Probe',
    'Prometheus',
    'PrometheusAgent',
    'PrometheusRule',
    'ScrapeConfig',
    'ServiceMonitor',
    'ThanosRuler',
  ],
  'networking.istio.io': ['DestinationRule', 'Gateway', 'ServiceEntry', 'VirtualService'],
  'operator.victoriametrics.com': [
    'VMAgent',
    'VMAlert',
    'VMAlertmanager',
    'VMCluster',
    'VMRule',
    'VMServiceScrape',
    'VMSingle',
  ],
  'postgres-operator.crunchydata.com': ['PGAdmin', 'PostgresCluster'],
  'postgresql.cnpg.io': ['Backup', 'Cluster', 'Database', 'Pooler', 'ScheduledBackup'],
  'rabbitmq.com': ['RabbitmqCluster'],
  'snapshot.storage.k8s.io': ['VolumeSnapshot'],
  'traefik.io': ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP', 'Middleware'],
  'upgrade.cattle.io': ['Plan'],
  'velero.io': ['Backup', 'BackupStorageLocation', 'Schedule', 'VolumeSnapshotLocation'],
  'volsync.backube': ['ReplicationDestination', 'ReplicationSource'],
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
