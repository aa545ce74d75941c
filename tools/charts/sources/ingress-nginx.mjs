export const ingressNginx = {
  chart: 'ingress-nginx',
  licence: 'Apache-2.0',
  origin: 'kubernetes/ingress-nginx, charts/ingress-nginx',
  releases: [
    { version: '4.11.8', from: 'ingress-nginx/4.11.8/chart' },
    { version: '4.12.8', from: 'ingress-nginx/4.12.8/chart' },
    { version: '4.13.9', from: 'ingress-nginx/4.13.9/chart' },
  ],
  keys: [
    'controller.admissionWebhooks.certManager.issuerRef',
    'controller.admissionWebhooks.patch.image.repository',
    'controller.image.repository',
    'controller.metrics.serviceMonitor.jobLabel',
    'controller.opentelemetry.image.repository',
    'controller.startupProbe',
    'defaultBackend.image.repository',
  ],
  free: [
    'controller.containerPort',
    'controller.hostPort.ports',
    'controller.image.seccompProfile',
    'controller.lifecycle',
    'controller.livenessProbe',
    'controller.opentelemetry.image.seccompProfile',
    'controller.readinessProbe',
    'defaultBackend.image.seccompProfile',
  ],
}
