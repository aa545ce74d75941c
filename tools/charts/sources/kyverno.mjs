const KYVERNO = { licence: 'Apache-2.0', origin: 'kyverno/kyverno, charts' }

export const kyverno = {
  ...KYVERNO,
  chart: 'kyverno',
  releases: [{ version: '3.3.9', from: 'kyverno/v1.13.6/chart' }],
  keys: ['annotations'],
  free: [
    'admissionController.featuresOverride',
    'admissionController.livenessProbe',
    'admissionController.priorityLevelConfigurationSpec',
    'admissionController.readinessProbe',
    'admissionController.sigstoreVolume',
    'admissionController.startupProbe',
    'cleanupController.livenessProbe',
    'cleanupController.readinessProbe',
    'cleanupController.startupProbe',
    'metricsConfig.metricsExposure',
    'reportsController.priorityLevelConfigurationSpec',
    'reportsController.sigstoreVolume',
  ],
  any: ['config.webhooks'],
}

export const kyvernoPolicies = {
  ...KYVERNO,
  chart: 'kyverno-policies',
  releases: [{ version: '3.3.6', from: 'kyverno/v1.13.6/chart-kyverno-policies' }],
  keys: [],
}
