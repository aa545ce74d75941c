export const externalDns = {
  chart: 'external-dns',
  licence: 'Apache-2.0',
  origin: 'kubernetes-sigs/external-dns, charts/external-dns',
  releases: [{ version: '1.16.1', from: 'external-dns/1.16.1/chart' }],
  keys: [],
  free: [
    'livenessProbe',
    'provider.webhook.livenessProbe',
    'provider.webhook.readinessProbe',
    'readinessProbe',
  ],
}
