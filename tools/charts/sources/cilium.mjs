export const cilium = {
  chart: 'cilium',
  licence: 'Apache-2.0',
  origin: 'cilium/charts',
  releases: [
    {
      version: '1.15.19',
      from: 'cilium/1.15.19/chart',
      keys: ['etcd.affinity', 'etcd.clusterSize', 'etcd.managed', 'iptablesRandomFully'],
    },
    {
      version: '1.16.19',
      from: 'cilium/1.16.19/chart',
      keys: ['iptablesRandomFully', 'k8s.serviceProxyName'],
    },
    {
      version: '1.17.18',
      from: 'cilium/1.17.18/chart',
      keys: ['k8s.serviceProxyName', 'loadBalancer.protocolDifferentiation'],
    },
    {
      version: '1.18.12',
      from: 'cilium/1.18.12/chart',
      keys: [
        'hubble.export.fileCompress',
        'hubble.export.fileMaxBackups',
        'hubble.export.fileMaxSizeMb',
        'k8s.serviceProxyName',
        'loadBalancer.protocolDifferentiation',
      ],
    },
  ],
  // Not among them: `tunnel`, `enableCnpStatusUpdates` and `enableK8sEventHandover`, which the chart refuses, and
  // `hostServices`, which it reads only where `socketLB` is empty, and that has a default.
  keys: [
    'clusterHealthPort',
    'cni.externalRouting',
    'ipMasqAgent.config',
    'monitor.eventTypes',
    'monitor.resources',
    'nodePort.directRoutingDevice',
    'nodeinit.revertReconfigureKubelet',
    'operator.prometheus.serviceMonitor.namespace',
  ],
  closed: [
    'certgen.annotations',
    'envoy.securityContext',
    'envoy.securityContext.capabilities',
    'securityContext',
    'securityContext.capabilities',
  ],
  free: ['envoy.securityContext.seLinuxOptions', 'securityContext.seLinuxOptions'],
}
