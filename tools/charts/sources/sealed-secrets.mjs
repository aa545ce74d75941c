export const sealedSecrets = {
  chart: 'sealed-secrets',
  licence: 'Apache-2.0',
  origin: 'bitnami-labs/sealed-secrets, helm/sealed-secrets',
  releases: [{ version: '2.17.2', from: 'sealed-secrets/2.17.2/chart' }],
  keys: ['metrics.service.labels', 'service.labels'],
  free: ['livenessProbe', 'readinessProbe', 'startupProbe'],
}
