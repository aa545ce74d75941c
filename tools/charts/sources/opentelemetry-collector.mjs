export const opentelemetryCollector = {
  chart: 'opentelemetry-collector',
  licence: 'Apache-2.0',
  origin: 'open-telemetry/opentelemetry-helm-charts, charts/opentelemetry-collector',
  releases: [{ version: '0.129.0', from: 'opentelemetry-collector/0.129.0/chart' }],
  keys: ['podDisruptionBudget.maxUnavailable', 'podDisruptionBudget.minAvailable'],
  free: ['alternateConfig', 'config', 'ports'],
}
