export const externalSecrets = {
  chart: 'external-secrets',
  licence: 'Apache-2.0',
  origin: 'external-secrets/external-secrets, deploy/charts/external-secrets',
  releases: [{ version: '0.16.2', from: 'external-secrets/0.16.2/chart' }],
  keys: [],
}
