// Pods and containers.
import {
  ANY,
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
import {
  AFFINITY,
  CONTAINER_PORT,
  CONTAINER_SECURITY,
  DNS_CONFIG,
  HOST_ALIAS,
  LABELS,
  POD_SECURITY,
  PROBE_SPEC,
  RESOURCES,
  SPREAD,
  TOLERATION,
} from './kubernetes.mjs'

export const POD = closed({
  affinity: AFFINITY,
  annotations: LABELS,
  automountServiceAccountToken: FLAG,
  dnsConfig: DNS_CONFIG,
  dnsPolicy: TEXT,
  enableServiceLinks: FLAG,
  hostAliases: listOf(HOST_ALIAS),
  hostIPC: FLAG,
  hostNetwork: FLAG,
  hostPID: FLAG,
  hostUsers: FLAG,
  hostname: TEXT,
  imagePullSecrets: listOf(open({ name: TEXT })),
  labels: LABELS,
  nodeSelector: mapOf(TEXT),
  priorityClassName: TEXT,
  resizePolicy: listOf(MAP),
  resourceClaims: listOf(MAP),
  resources: RESOURCES,
  restartPolicy: TEXT,
  runtimeClassName: TEXT,
  schedulerName: TEXT,
  schedulingGates: listOf(closed({ name: TEXT })),
  securityContext: POD_SECURITY,
  shareProcessNamespace: FLAG,
  terminationGracePeriodSeconds: NUMBER,
  tolerations: listOf(TOLERATION),
  topologySpreadConstraints: listOf(SPREAD),
})

const TEXT_OR_TEXTS = { type: ['string', 'array'], items: TEXT }

const FIELD = closed({ apiVersion: TEXT, fieldPath: TEXT })
const VALUE = { type: ['string', 'number', 'boolean'] }

/** A map of names, each with a value or with where it comes from; or a list as Kubernetes has it. */
function env(line) {
  const keys = { key: TEXT, name: TEXT }
  const key = line > 3 ? closed(keys) : open(keys)
  const sources = {
    configMapKeyRef: key,
    fieldRef: FIELD,
    resourceFieldRef: closed({
      containerName: TEXT,
      divisor: { type: ['string', 'number'] },
      resource: TEXT,
    }),
    secretKeyRef: key,
  }
  const given = {
    ...sources,
    dependsOn: TEXT_OR_TEXTS,
    value: VALUE,
    valueFrom: closed({ ...sources, fileKeyRef: MAP }),
  }
  return {
    type: ['object', 'array'],
    additionalProperties: { type: [...VALUE.type, 'object'], properties: given, additionalProperties: false },
    items: closed({ ...given, name: TEXT }),
  }
}

const SOURCE_OF_ENV = closed({ identifier: TEXT, name: TEXT, optional: FLAG })

const PROBE = closed({
  custom: FLAG,
  enabled: FLAG,
  path: TEXT,
  port: { type: ['number', 'string'] },
  service: TEXT,
  spec: PROBE_SPEC,
  type: oneOf('TCP', 'HTTP', 'HTTPS', 'GRPC', 'AUTO'),
})

function containerKeys(line) {
  return {
    args: TEXT_OR_TEXTS,
    command: TEXT_OR_TEXTS,
    env: env(line),
    envFrom: listOf(
      closed({
        configMap: TEXT,
        configMapRef: SOURCE_OF_ENV,
        prefix: TEXT,
        secret: TEXT,
        secretRef: SOURCE_OF_ENV,
      }),
    ),
    image: closed({
      digest: TEXT,
      pullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
      repository: TEXT,
      tag: { type: ['string', 'number'] },
    }),
    resources: RESOURCES,
    securityContext: line > 4 ? CONTAINER_SECURITY : ANY,
  }
}

function container(common) {
  return closed({
    ...common,
    dependsOn: TEXT_OR_TEXTS,
    enabled: FLAG,
    lifecycle: MAP,
    nameOverride: TEXT,
    ports: listOf(CONTAINER_PORT),
    probes: closed({ liveness: PROBE, readiness: PROBE, startup: PROBE }),
    resizePolicy: listOf(MAP),
    restartPolicy: TEXT,
    stdin: FLAG,
    terminationMessagePath: TEXT,
    terminationMessagePolicy: oneOf('File', 'FallbackToLogsOnError'),
    tty: FLAG,
    workingDir: TEXT,
  })
}

/** What every controller takes, whatever its type. Before 5.0 the chart does not look at security contexts. */
export function controllerKeys(line) {
  const common = containerKeys(line)
  const containers = mapOf(container(common))
  return {
    annotations: LABELS,
    applyDefaultContainerOptionsToInitContainers: FLAG,
    containers,
    defaultContainerOptions: closed(common),
    defaultContainerOptionsStrategy: oneOf('overwrite', 'merge'),
    enabled: FLAG,
    initContainers: containers,
    labels: LABELS,
    pod: POD,
    podDisruptionBudget: open({ maxUnavailable: NUMBER_OR_TEXT, minAvailable: NUMBER_OR_TEXT }),
    replicas: NUMBER,
    revisionHistoryLimit: NUMBER,
    serviceAccount: open({ identifier: TEXT, name: TEXT }),
    strategy: TEXT,
    rollingUpdate: MAP,
  }
}

const JOB = {
  activeDeadlineSeconds: NUMBER,
  backoffLimit: NUMBER,
  parallelism: NUMBER,
  suspend: FLAG,
  ttlSecondsAfterFinished: NUMBER,
}

/** What comes to it, by the type. */
export const ONLY = {
  cronjob: {
    cronjob: closed({
      ...JOB,
      concurrencyPolicy: TEXT,
      failedJobsHistory: NUMBER,
      schedule: TEXT,
      startingDeadlineSeconds: NUMBER,
      successfulJobsHistory: NUMBER,
      timeZone: TEXT,
    }),
  },
  job: { job: closed({ ...JOB, completionMode: ANY, completions: ANY }) },
}

export const SCALER = open({
  annotations: LABELS,
  behavior: MAP,
  labels: LABELS,
  maxReplicas: NUMBER,
  metrics: LIST,
  minReplicas: NUMBER,
})
