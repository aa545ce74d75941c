// The values of app-template, and of the library `common` on which it stands, from 3.0.0 on: those have a schema of
// their own, which Helm enforces. Written by hand from what that says of names, types and allowed values. A line takes
// whatever one of its versions takes, so that nothing is told of an older version that it does not take.
import { closed, FLAG, LIST, listOf, MAP, mapOf, ANY, byType, NUMBER, oneOf, open, TEXT } from '../words.mjs'
import { LABELS } from './kubernetes.mjs'
import { ingress, networkPolicy, podMonitor, route, service, serviceMonitor } from './network.mjs'
import { controllerKeys, ONLY, POD, SCALER } from './pods.mjs'
import { CLAIM_TEMPLATE, persistence } from './storage.mjs'

const OBJECT = { annotations: LABELS, enabled: FLAG, labels: LABELS }

const STATEFUL = closed({
  persistentVolumeClaimRetentionPolicy: closed({
    whenDeleted: oneOf('Delete', 'Retain'),
    whenScaled: oneOf('Delete', 'Retain'),
  }),
  podManagementPolicy: TEXT,
  serviceName: { type: ['string', 'object'], properties: { identifier: TEXT }, additionalProperties: false },
  startOrdinal: NUMBER,
  volumeClaimTemplates: listOf(CLAIM_TEMPLATE),
})

function controllers(names, line) {
  const type = oneOf('deployment', 'statefulset', 'daemonset', 'cronjob', 'job')
  const common = { ...controllerKeys(line), ...names, type }
  const scaled = { ...common, horizontalPodAutoscaler: SCALER }
  return mapOf(
    byType(
      {
        deployment: closed(scaled),
        statefulset: closed({ ...scaled, statefulset: STATEFUL }),
        cronjob: closed({ ...common, ...ONLY.cronjob }),
        job: closed({ ...common, ...ONLY.job }),
      },
      {
        usual: 'deployment',
        other: closed({ ...common, ...ONLY.cronjob, ...ONLY.job, statefulset: STATEFUL }),
      },
    ),
  )
}

const DATA = { includeChecksumInControllers: LIST, includeInChecksum: FLAG }

/** What all versions have. */
function common(names, line) {
  return {
    common: MAP,
    configMaps: mapOf(closed({ ...OBJECT, ...names, ...DATA, binaryData: mapOf(TEXT), data: mapOf(TEXT) })),
    controllers: controllers(names, line),
    defaultPodOptions: POD,
    fullnameOverride: TEXT,
    global: open({
      alwaysAppendIdentifierToResourceName: FLAG,
      annotations: LABELS,
      createDefaultServiceAccount: FLAG,
      fullnameOverride: TEXT,
      labels: LABELS,
      nameOverride: TEXT,
      propagateGlobalMetadataToPods: FLAG,
    }),
    ingress: ingress(names),
    nameOverride: TEXT,
    networkpolicies: networkPolicy(names),
    persistence: persistence(names, { needsType: line > 4 }),
    route: route(names, line),
    secrets: mapOf(closed({ ...OBJECT, ...names, ...DATA, stringData: mapOf(TEXT), type: TEXT })),
    service: service(names),
    serviceMonitor: serviceMonitor(names),
  }
}

/** What 3.x has for the names of objects, and what came for it. */
const NAME_OF_3 = { nameOverride: TEXT }
const NAMES = { forceRename: TEXT, prefix: TEXT, suffix: TEXT }

const ACCOUNT_OF_3 = { annotations: LABELS, create: FLAG, labels: LABELS, name: TEXT }

const RAW = { ...OBJECT, apiVersion: TEXT, kind: TEXT, spec: ANY }

const FOLDER_ITEMS = mapOf(
  closed({
    annotations: LABELS,
    fileAttributeOverrides: mapOf(closed({ binary: FLAG, escaped: FLAG, exclude: FLAG, isEnvFile: FLAG })),
    forceRename: TEXT,
    labels: LABELS,
  }),
)

const REFERENCE = { identifier: TEXT, kind: TEXT, name: TEXT }

/** What came with 4.0. */
const SINCE_4 = {
  configMapsFromFolder: closed({
    autoDetectBinary: FLAG,
    basePath: TEXT,
    configMapsOverrides: FOLDER_ITEMS,
    enabled: FLAG,
  }),
  defaultPodOptionsStrategy: oneOf('overwrite', 'merge'),
  rbac: closed({
    bindings: mapOf(
      closed({
        ...OBJECT,
        ...NAMES,
        roleRef: open(REFERENCE),
        subjects: listOf(open({ ...REFERENCE, namespace: TEXT })),
        type: oneOf('RoleBinding', 'ClusterRoleBinding'),
      }),
    ),
    roles: mapOf(closed({ ...OBJECT, ...NAMES, rules: LIST, type: oneOf('Role', 'ClusterRole') })),
  }),
  secretsFromFolder: closed({ basePath: TEXT, enabled: FLAG, overrides: FOLDER_ITEMS }),
  serviceAccount: mapOf(
    closed({ ...OBJECT, ...NAMES, automountServiceAccountToken: FLAG, staticToken: FLAG }),
  ),
}

const VALUES = {
  3: {
    ...common(NAME_OF_3, 3),
    enforceServiceAccountCreation: FLAG,
    rawResources: mapOf(closed({ ...RAW, ...NAME_OF_3, ...NAMES })),
    serviceAccount: closed({ ...ACCOUNT_OF_3, extraServiceAccounts: mapOf(closed(ACCOUNT_OF_3)) }),
  },
  4: {
    ...common(NAMES, 4),
    ...SINCE_4,
    rawResources: mapOf(closed({ ...RAW, ...NAMES })),
  },
  5: {
    ...common(NAMES, 5),
    ...SINCE_4,
    podMonitor: podMonitor(NAMES),
    rawResources: mapOf(
      closed({ ...NAMES, enabled: FLAG, manifest: open({ apiVersion: TEXT, kind: TEXT }) }),
    ),
  },
}

/** The versions of each line, the newest last. */
const VERSIONS = {
  3: '3.0.0 3.0.1 3.0.2 3.0.3 3.0.4 3.1.0 3.2.0 3.2.1 3.3.0 3.3.1 3.3.2 3.4.0 3.5.0 3.5.1 3.6.0 3.6.1 3.7.0 3.7.1 3.7.2 3.7.3',
  4: '4.0.0 4.0.1 4.1.0 4.1.1 4.1.2 4.2.0 4.3.0 4.4.0 4.5.0 4.6.0 4.6.1 4.6.2',
  5: '5.0.0 5.0.1 5.1.0',
}

export const appTemplate = {
  chart: 'app-template',
  licence: 'Apache-2.0',
  origin: 'bjw-s-labs/helm-charts, charts/other/app-template and charts/library/common',
  lines: Object.entries(VERSIONS).map(([line, versions]) => ({
    versions: versions.split(' '),
    schema: { type: 'object', properties: VALUES[line] },
  })),
}
