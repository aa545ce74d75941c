// Services and the ways to them.
import {
  ANY,
  closed,
  FLAG,
  having,
  LIST,
  listOf,
  MAP,
  mapOf,
  NUMBER,
  NUMBER_OR_TEXT,
  oneOf,
  open,
  TEXT,
  TEXTS,
} from '../words.mjs'
import { LABELS, SELECTOR } from './kubernetes.mjs'

const OBJECT = { annotations: LABELS, enabled: FLAG, labels: LABELS }

const PORT = closed({
  appProtocol: TEXT,
  enabled: FLAG,
  nodePort: NUMBER_OR_TEXT,
  port: NUMBER_OR_TEXT,
  portRange: closed({ end: NUMBER, start: NUMBER }),
  primary: FLAG,
  protocol: oneOf('HTTP', 'HTTPS', 'TCP', 'UDP'),
  targetPort: NUMBER_OR_TEXT,
})

export function service(names) {
  return mapOf(
    closed({
      ...OBJECT,
      ...names,
      allocateLoadBalancerNodePorts: FLAG,
      clusterIP: TEXT,
      controller: TEXT,
      externalIPs: TEXTS,
      externalName: TEXT,
      externalTrafficPolicy: oneOf('Cluster', 'Local'),
      extraSelectorLabels: ANY,
      internalTrafficPolicy: oneOf('Cluster', 'Local'),
      ipFamilies: listOf(oneOf('IPv4', 'IPv6')),
      ipFamilyPolicy: oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'),
      loadBalancerClass: TEXT,
      loadBalancerIP: TEXT,
      loadBalancerSourceRanges: TEXTS,
      ports: mapOf(PORT),
      primary: FLAG,
      publishNotReadyAddresses: FLAG,
      sessionAffinity: oneOf('None', 'ClientIP'),
      sessionAffinityConfig: MAP,
      trafficDistribution: TEXT,
      type: TEXT,
    }),
  )
}

/** The chart looks a port's name up in its own services; of another one it needs the number. */
const BACKEND = having(
  'name',
  closed({ name: TEXT, port: NUMBER }),
  closed({ identifier: TEXT, port: NUMBER_OR_TEXT }),
)

export function ingress(names) {
  return mapOf(
    closed({
      ...OBJECT,
      ...names,
      className: TEXT,
      defaultBackend: ANY,
      hosts: listOf(
        closed({ host: TEXT, paths: listOf(closed({ path: TEXT, pathType: TEXT, service: BACKEND })) }),
      ),
      tls: listOf(closed({ hosts: TEXTS, secretName: TEXT })),
    }),
  )
}

const REFERENCE = { group: TEXT, kind: TEXT, name: TEXT, namespace: TEXT }

/** Beside the name of another service; before 5.0 the template prints it without quotes: `"80"` does as well. */
const PORT_BY_NAME = {
  3: NUMBER_OR_TEXT,
  4: { type: ['number', 'string'], pattern: '^(?:[0-9]|$)' },
  5: NUMBER,
}

const MATCH = closed({
  headers: LIST,
  method: { type: ['string', 'object'] },
  path: closed({ type: TEXT, value: TEXT }),
  queryParams: LIST,
})

function rule(line) {
  const backend = { ...REFERENCE, identifier: TEXT, weight: NUMBER }
  return closed({
    backendRefs: listOf(
      having(
        'name',
        closed({ ...backend, port: PORT_BY_NAME[line] }),
        closed({ ...backend, port: NUMBER_OR_TEXT }),
      ),
    ),
    filters: LIST,
    matches: listOf(MATCH),
    name: TEXT,
    sessionPersistence: MAP,
    timeouts: MAP,
  })
}

export function route(names, line) {
  return mapOf(
    closed({
      ...OBJECT,
      ...names,
      hostnames: TEXTS,
      kind: oneOf('GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'),
      namespaceOverride: TEXT,
      parentRefs: listOf(closed({ ...REFERENCE, port: NUMBER, sectionName: TEXT })),
      referenceGrant: closed({ enabled: FLAG }),
      rules: listOf(rule(line)),
    }),
  )
}

export function networkPolicy(names) {
  return mapOf(
    closed({
      ...OBJECT,
      ...names,
      controller: TEXT,
      extraSelectorLabels: mapOf(TEXT),
      podSelector: ANY,
      policyTypes: TEXTS,
      rules: closed({ egress: LIST, ingress: LIST }),
    }),
  )
}

export function serviceMonitor(names) {
  return mapOf(
    closed({
      ...OBJECT,
      ...names,
      endpoints: listOf(MAP),
      jobLabel: TEXT,
      selector: MAP,
      service: having('name', closed({ name: TEXT }), closed({ identifier: TEXT })),
      serviceName: TEXT,
      targetLabels: LIST,
    }),
  )
}

export function podMonitor(names) {
  return mapOf(
    closed({
      ...OBJECT,
      ...names,
      controller: closed({ identifier: TEXT }),
      jobLabel: TEXT,
      podMetricsEndpoints: listOf(MAP),
      podTargetLabels: LIST,
      selector: SELECTOR,
    }),
  )
}
