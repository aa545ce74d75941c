export const dex = {
  chart: 'dex',
  licence: 'Apache-2.0',
  origin: 'dexidp/helm-charts, charts/dex',
  releases: [
    { version: '0.23.0', from: 'dex/0.23.0/chart' },
    { version: '0.24.0', from: 'dex/0.24.0/chart' },
  ],
  keys: ['service.port'],
}
