import type { FieldSpec } from './field-specs.ts'

/** Objects of a kind, and the fields of others that hold their name. */
export interface NameReference {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
  readonly referrers: readonly FieldSpec[]
}

/** Where the pod spec stands in each kind that has one. */
const POD_SPEC = {
  Pod: 'spec',
  PodTemplate: 'template/spec',
  Deployment: 'spec/template/spec',
  ReplicaSet: 'spec/template/spec',
  ReplicationController: 'spec/template/spec',
  DaemonSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
  Job: 'spec/template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
} as const satisfies Readonly<Record<string, string>>

type PodKind = keyof typeof POD_SPEC

const RBAC = 'rbac.authorization.k8s.io'
const ADMISSION = 'admissionregistration.k8s.io'

function field(kind: string, path: string, more: Pick<FieldSpec, 'group' | 'version'> = {}): FieldSpec {
  return { ...more, kind, path, create: false }
}

function inPods(kinds: readonly PodKind[], paths: readonly string[]): FieldSpec[] {
  return kinds.flatMap(kind => paths.map(path => field(kind, `${POD_SPEC[kind]}/${path}`)))
}

const WITH_CONFIG = [
  'PodTemplate',
  'Deployment',
  'ReplicaSet',
  'DaemonSet',
  'StatefulSet',
  'Job',
  'CronJob',
] as const satisfies readonly PodKind[]

const WITH_ACCOUNT = [
  'Pod',
  'StatefulSet',
  'Deployment',
  'ReplicationController',
  'CronJob',
  'Job',
  'DaemonSet',
] as const satisfies readonly PodKind[]

function inConfiguredPods(paths: readonly string[]): FieldSpec[] {
  return [
    ...paths.map(path => field('Pod', `spec/${path}`, { version: 'v1' })),
    ...inPods(WITH_CONFIG, paths),
  ]
}

function inContainers(...paths: readonly string[]): string[] {
  return paths.flatMap(path => [`containers/${path}`, `initContainers/${path}`])
}

const TO_CONFIG_MAP: readonly FieldSpec[] = [
  ...inConfiguredPods([
    'volumes/configMap/name',
    ...inContainers('env/valueFrom/configMapKeyRef/name', 'envFrom/configMapRef/name'),
    'volumes/projected/sources/configMap/name',
  ]),
  field('Node', 'spec/configSource/configMap'),
  field('Role', 'rules/resourceNames'),
  field('ClusterRole', 'rules/resourceNames'),
  field('Ingress', 'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap'),
]

const TO_SECRET: readonly FieldSpec[] = [
  ...inConfiguredPods([
    'volumes/secret/secretName',
    ...inContainers('env/valueFrom/secretKeyRef/name', 'envFrom/secretRef/name'),
    'imagePullSecrets/name',
    'volumes/projected/sources/secret/name',
  ]),
  field('Ingress', 'spec/tls/secretName'),
  field('Ingress', 'metadata/annotations/ingress.kubernetes.io\\/auth-secret'),
  field('Ingress', 'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret'),
  field('Ingress', 'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret'),
  field('ServiceAccount', 'imagePullSecrets/name'),
  ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map(name =>
    field('StorageClass', `parameters/${name}`),
  ),
  field('Role', 'rules/resourceNames'),
  field('ClusterRole', 'rules/resourceNames'),
  field('Service', 'spec/template/spec/containers/env/valueFrom/secretKeyRef/name', {
    group: 'serving.knative.dev',
    version: 'v1',
  }),
  field('PersistentVolume', 'spec/azureFile/secretName'),
]

const TO_SERVICE: readonly FieldSpec[] = [
  field('StatefulSet', 'spec/serviceName', { group: 'apps' }),
  field('Ingress', 'spec/rules/http/paths/backend/serviceName'),
  field('Ingress', 'spec/backend/serviceName'),
  field('Ingress', 'spec/rules/http/paths/backend/service/name'),
  field('Ingress', 'spec/defaultBackend/service/name'),
  field('APIService', 'spec/service/name', { group: 'apiregistration.k8s.io' }),
  field('ValidatingWebhookConfiguration', 'webhooks/clientConfig/service', { group: ADMISSION }),
  field('MutatingWebhookConfiguration', 'webhooks/clientConfig/service', { group: ADMISSION }),
]

const SCALED = [field('HorizontalPodAutoscaler', 'spec/scaleTargetRef/name')]

/** Which fields name objects of which kind, as kustomize knows without `configurations`. */
export const NAME_REFERENCES: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map(kind => ({
    kind,
    referrers: SCALED,
  })),
  { kind: 'ConfigMap', version: 'v1', referrers: TO_CONFIG_MAP },
  { kind: 'Secret', version: 'v1', referrers: TO_SECRET },
  { kind: 'Service', version: 'v1', referrers: TO_SERVICE },
  { kind: 'Role', group: RBAC, referrers: [field('RoleBinding', 'roleRef/name', { group: RBAC })] },
  {
    kind: 'ClusterRole',
    group: RBAC,
    referrers: ['RoleBinding', 'ClusterRoleBinding'].map(kind =>
      field(kind, 'roleRef/name', { group: RBAC }),
    ),
  },
  {
    kind: 'ServiceAccount',
    version: 'v1',
    referrers: [
      ...['RoleBinding', 'ClusterRoleBinding'].map(kind => field(kind, 'subjects', { group: RBAC })),
      ...inPods(WITH_ACCOUNT, ['serviceAccountName']),
    ],
  },
  {
    kind: 'PersistentVolumeClaim',
    version: 'v1',
    referrers: inPods(WITH_ACCOUNT, ['volumes/persistentVolumeClaim/claimName']),
  },
  {
    kind: 'PersistentVolume',
    version: 'v1',
    referrers: [
      field('PersistentVolumeClaim', 'spec/volumeName'),
      field('ClusterRole', 'rules/resourceNames'),
    ],
  },
  {
    kind: 'StorageClass',
    version: 'v1',
    group: 'storage.k8s.io',
    referrers: [
      field('PersistentVolume', 'spec/storageClassName'),
      field('PersistentVolumeClaim', 'spec/storageClassName'),
      field('StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName'),
    ],
  },
  {
    kind: 'PriorityClass',
    version: 'v1',
    group: 'scheduling.k8s.io',
    referrers: inPods(WITH_ACCOUNT, ['priorityClassName']),
  },
  // The group holds the version by mistake, so that kustomize never finds an IngressClass.
  {
    kind: 'IngressClass',
    version: 'v1',
    group: 'networking.k8s.io/v1',
    referrers: [field('Ingress', 'spec/ingressClassName')],
  },
  {
    kind: 'ValidatingAdmissionPolicy',
    group: ADMISSION,
    referrers: [field('ValidatingAdmissionPolicyBinding', 'spec/policyName', { group: ADMISSION })],
  },
]

const WITH_VARIABLES = [
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'Pod',
  'ReplicaSet',
  'StatefulSet',
] as const satisfies readonly PodKind[]

/** Where `$(NAME)` of a variable is replaced, without `configurations`. */
export const VARIABLE_FIELDS: readonly FieldSpec[] = [
  ...inPods(WITH_VARIABLES, inContainers('args', 'command', 'env/value', 'volumeMounts/mountPath')),
  ...inPods(['DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet'], ['volumes/nfs/server']),
  field('CronJob', 'spec/jobTemplate/spec/template/volumes/nfs/server'),
  field('Deployment', 'spec/template/metadata/annotations'),
  field('Ingress', 'spec/rules/host'),
  field('Ingress', 'spec/tls/hosts'),
  field('Ingress', 'spec/tls/secretName'),
  field('Service', 'spec/ports/port'),
  field('Service', 'spec/ports/targetPort'),
  field('StatefulSet', 'spec/volumeClaimTemplates/spec/nfs/server'),
  field('PersistentVolume', 'spec/nfs/server'),
  { path: 'metadata/labels', create: false },
  { path: 'metadata/annotations', create: false },
]
