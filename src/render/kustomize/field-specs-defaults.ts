/**
 * A field that a transformer changes, in the objects of a group, version and kind (each may be absent: any).
 * `path` has slashes between its keys, `\/` for a slash in one; lists on the way are walked, `[]` only marks them.
 */
export interface FieldSpec {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
  readonly path: string
  /** Whether a missing field is made. */
  readonly create: boolean
}

type SpecName =
  | 'namePrefix'
  | 'nameSuffix'
  | 'namespace'
  | 'commonLabels'
  | 'templateLabels'
  | 'commonAnnotations'
  | 'images'
  | 'replicas'

const SCHEDULED = 'DuringSchedulingIgnoredDuringExecution'

const SELECTORS_IN_POD: readonly string[] = [
  `affinity/podAffinity/preferred${SCHEDULED}/podAffinityTerm/labelSelector/matchLabels`,
  `affinity/podAffinity/required${SCHEDULED}/labelSelector/matchLabels`,
  `affinity/podAntiAffinity/preferred${SCHEDULED}/podAffinityTerm/labelSelector/matchLabels`,
  `affinity/podAntiAffinity/required${SCHEDULED}/labelSelector/matchLabels`,
  'topologySpreadConstraints/labelSelector/matchLabels',
]

/** Selectors inside the pods of a kind of `apps`: changed where they are, never made. */
function podSelectors(kind: string): readonly FieldSpec[] {
  return SELECTORS_IN_POD.map(path => ({
    group: 'apps',
    kind,
    path: `spec/template/spec/${path}`,
    create: false,
  }))
}

/** `labels` or `annotations` of every object and of the templates in it. */
function metadataOf(field: 'labels' | 'annotations', more: readonly FieldSpec[]): readonly FieldSpec[] {
  const template = `spec/template/metadata/${field}`
  return [
    { path: `metadata/${field}`, create: true },
    { version: 'v1', kind: 'ReplicationController', path: template, create: true },
    ...['Deployment', 'ReplicaSet', 'DaemonSet'].map(kind => ({ kind, path: template, create: true })),
    ...more,
    { group: 'batch', kind: 'Job', path: template, create: true },
    { group: 'batch', kind: 'CronJob', path: `spec/jobTemplate/metadata/${field}`, create: true },
    { group: 'batch', kind: 'CronJob', path: `spec/jobTemplate/${template}`, create: true },
  ]
}

const METADATA_LABELS = metadataOf('labels', [
  { group: 'apps', kind: 'StatefulSet', path: 'spec/template/metadata/labels', create: true },
  { group: 'apps', kind: 'StatefulSet', path: 'spec/volumeClaimTemplates[]/metadata/labels', create: true },
])

const MATCH_LABELS = 'spec/selector/matchLabels'
const NETWORK = { group: 'networking.k8s.io', kind: 'NetworkPolicy', create: false } as const

const SELECTOR_LABELS: readonly FieldSpec[] = [
  { version: 'v1', kind: 'Service', path: 'spec/selector', create: true },
  { version: 'v1', kind: 'ReplicationController', path: 'spec/selector', create: true },
  { kind: 'Deployment', path: MATCH_LABELS, create: true },
  ...podSelectors('Deployment'),
  { kind: 'ReplicaSet', path: MATCH_LABELS, create: true },
  { kind: 'DaemonSet', path: MATCH_LABELS, create: true },
  { group: 'apps', kind: 'StatefulSet', path: MATCH_LABELS, create: true },
  ...podSelectors('StatefulSet'),
  { group: 'batch', kind: 'Job', path: MATCH_LABELS, create: false },
  { group: 'batch', kind: 'CronJob', path: `spec/jobTemplate/${MATCH_LABELS}`, create: false },
  { group: 'policy', kind: 'PodDisruptionBudget', path: MATCH_LABELS, create: false },
  { ...NETWORK, path: 'spec/podSelector/matchLabels' },
  { ...NETWORK, path: 'spec/ingress/from/podSelector/matchLabels' },
  { ...NETWORK, path: 'spec/egress/to/podSelector/matchLabels' },
]

const IMAGES_IN_POD = ['containers[]/image', 'initContainers[]/image', 'volumes[]/image/reference']

/** The fields that each transformer changes unless `configurations` adds others. */
export const DEFAULT_FIELD_SPECS: Readonly<Record<SpecName, readonly FieldSpec[]>> = {
  namePrefix: [{ path: 'metadata/name', create: false }],
  nameSuffix: [{ path: 'metadata/name', create: false }],
  namespace: [
    { kind: 'Namespace', path: 'metadata/name', create: true },
    { group: 'apiregistration.k8s.io', kind: 'APIService', path: 'spec/service/namespace', create: true },
    {
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
      path: 'spec/conversion/webhook/clientConfig/service/namespace',
      create: false,
    },
  ],
  commonLabels: [...SELECTOR_LABELS, ...METADATA_LABELS],
  templateLabels: METADATA_LABELS,
  commonAnnotations: metadataOf('annotations', [
    { kind: 'StatefulSet', path: 'spec/template/metadata/annotations', create: true },
  ]),
  images: ['spec', 'spec/template/spec'].flatMap(pod =>
    IMAGES_IN_POD.map(path => ({ path: `${pod}/${path}`, create: true })),
  ),
  replicas: ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map(kind => ({
    kind,
    path: 'spec/replicas',
    create: true,
  })),
}
