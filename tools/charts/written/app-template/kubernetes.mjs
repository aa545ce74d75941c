// What the chart hands on to Kubernetes, as far as its own schema looks at it.
import {
  closed,
  FLAG,
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

/** `true` and numbers want quotes there. */
export const LABELS = mapOf(TEXT)

const AMOUNTS = mapOf({ type: ['string', 'number'] })

export const RESOURCES = closed({ claims: LIST, limits: AMOUNTS, requests: AMOUNTS })

const SELINUX = closed({ level: TEXT, role: TEXT, type: TEXT, user: TEXT })
const SECCOMP = closed({ localhostProfile: TEXT, type: TEXT })

export const POD_SECURITY = closed({
  fsGroup: NUMBER,
  fsGroupChangePolicy: TEXT,
  runAsGroup: NUMBER,
  runAsNonRoot: FLAG,
  runAsUser: NUMBER,
  seLinuxOptions: SELINUX,
  seccompProfile: SECCOMP,
  supplementalGroups: listOf(NUMBER),
  supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
  sysctls: listOf(closed({ name: TEXT, value: TEXT })),
})

export const CONTAINER_SECURITY = open({
  allowPrivilegeEscalation: FLAG,
  capabilities: open({ add: TEXTS, drop: TEXTS }),
  privileged: FLAG,
  procMount: TEXT,
  readOnlyRootFilesystem: FLAG,
  runAsGroup: NUMBER,
  runAsNonRoot: FLAG,
  runAsUser: NUMBER,
  seLinuxOptions: SELINUX,
  seccompProfile: SECCOMP,
})

export const PROBE_SPEC = open({
  exec: MAP,
  failureThreshold: NUMBER,
  grpc: MAP,
  httpGet: open({ path: TEXT, port: NUMBER_OR_TEXT, scheme: TEXT, host: TEXT }),
  initialDelaySeconds: NUMBER,
  periodSeconds: NUMBER,
  successThreshold: NUMBER,
  tcpSocket: open({ port: NUMBER_OR_TEXT, host: TEXT }),
  terminationGracePeriodSeconds: NUMBER,
  timeoutSeconds: NUMBER,
})

export const CONTAINER_PORT = closed({
  containerPort: NUMBER,
  hostIP: TEXT,
  hostPort: NUMBER,
  name: TEXT,
  protocol: TEXT,
})

const EXPRESSIONS = listOf(closed({ key: TEXT, operator: TEXT, values: TEXTS }))

export const SELECTOR = closed({ matchExpressions: EXPRESSIONS, matchLabels: mapOf(TEXT) })

const NODES = closed({ matchExpressions: EXPRESSIONS, matchFields: EXPRESSIONS })

const PODS = closed({
  labelSelector: SELECTOR,
  matchLabelKeys: TEXTS,
  mismatchLabelKeys: TEXTS,
  namespaceSelector: SELECTOR,
  namespaces: TEXTS,
  topologyKey: TEXT,
})

function affinity(preferred, required) {
  return closed({
    preferredDuringSchedulingIgnoredDuringExecution: listOf(closed({ ...preferred, weight: NUMBER })),
    requiredDuringSchedulingIgnoredDuringExecution: required,
  })
}

const POD_AFFINITY = affinity({ podAffinityTerm: PODS }, listOf(PODS))

export const AFFINITY = closed({
  nodeAffinity: affinity({ preference: NODES }, closed({ nodeSelectorTerms: listOf(NODES) })),
  podAffinity: POD_AFFINITY,
  podAntiAffinity: POD_AFFINITY,
})

export const SPREAD = closed({
  labelSelector: SELECTOR,
  matchLabelKeys: TEXTS,
  maxSkew: NUMBER,
  minDomains: NUMBER,
  nodeAffinityPolicy: TEXT,
  nodeTaintsPolicy: TEXT,
  topologyKey: TEXT,
  whenUnsatisfiable: TEXT,
})

export const TOLERATION = closed({
  effect: TEXT,
  key: TEXT,
  operator: TEXT,
  tolerationSeconds: NUMBER,
  value: TEXT,
})

export const HOST_ALIAS = closed({ hostnames: TEXTS, ip: TEXT })

export const DNS_CONFIG = closed({
  nameservers: TEXTS,
  options: listOf(closed({ name: TEXT, value: TEXT })),
  searches: TEXTS,
})
