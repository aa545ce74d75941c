export const oauth2Proxy = {
  chart: 'oauth2-proxy',
  licence: 'Apache-2.0',
  origin: 'oauth2-proxy/manifests, helm/oauth2-proxy',
  releases: [
    { version: '7.10.2', from: 'oauth2-proxy/7.10.2/chart' },
    { version: '7.12.18', from: 'oauth2-proxy/7.12.18/chart' },
    { version: '8.5.1', from: 'oauth2-proxy/8.5.1/chart' },
    { version: '10.7.0', from: 'oauth2-proxy/10.7.0/chart' },
  ],
  keys: [
    'autoscaling.targetMemoryUtilizationPercentage',
    'commonAnnotations',
    'commonLabels',
    'fullnameOverride',
    'nameOverride',
  ],
  any: ['extraArgs'],
}
