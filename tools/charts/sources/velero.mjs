export const velero = {
  chart: 'velero',
  licence: 'Apache-2.0',
  origin: 'vmware-tanzu/helm-charts, charts/velero',
  releases: [{ version: '8.7.2', from: 'velero/8.7.2/chart' }],
  keys: ['nodeAgent.securityContext', 'securityContext'],
  free: ['livenessProbe', 'readinessProbe'],
  any: ['configuration.backupStorageLocation', 'configuration.volumeSnapshotLocation', 'initContainers'],
}
