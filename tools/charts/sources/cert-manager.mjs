export const certManager = {
  chart: 'cert-manager',
  licence: 'Apache-2.0',
  origin: 'cert-manager/cert-manager, deploy/charts/cert-manager',
  releases: [{ version: '1.17.4', from: 'cert-manager/v1.17.4/chart' }],
  keys: [],
}
