const ROOK = { licence: 'Apache-2.0', origin: 'rook/rook, deploy/charts' }

export const rookCeph = {
  ...ROOK,
  chart: 'rook-ceph',
  releases: [{ version: '1.16.9', from: 'rook/v1.16.9/chart-rook-ceph' }],
  keys: [
    'csi.cephFSPluginNodeAffinity',
    'csi.cephFSPluginTolerations',
    'csi.cephFSProvisionerNodeAffinity',
    'csi.cephFSProvisionerTolerations',
    'csi.enableGrpcMetrics',
    'csi.nfsPluginNodeAffinity',
    'csi.nfsPluginTolerations',
    'csi.nfsProvisionerNodeAffinity',
    'csi.nfsProvisionerTolerations',
    'csi.rbdPluginNodeAffinity',
    'csi.rbdPluginTolerations',
    'csi.rbdProvisionerNodeAffinity',
    'csi.rbdProvisionerTolerations',
    'discover.priorityClassName',
    'operatorMetricsBindAddress',
  ],
}

export const rookCephCluster = {
  ...ROOK,
  chart: 'rook-ceph-cluster',
  releases: [{ version: '1.16.9', from: 'rook/v1.16.9/chart-rook-ceph-cluster' }],
  keys: ['revisionHistoryLimit'],
  free: ['cephClusterSpec'],
}
