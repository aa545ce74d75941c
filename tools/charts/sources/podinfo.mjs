export const podinfo = {
  chart: 'podinfo',
  licence: 'Apache-2.0',
  origin: 'stefanprodan/podinfo, charts/podinfo',
  releases: [
    { version: '6.8.0', from: 'podinfo/6.8.0/chart' },
    { version: '6.9.4', from: 'podinfo/6.9.4/chart', keys: ['namespaceOverride'] },
  ],
  keys: ['fullnameOverride', 'nameOverride'],
}
