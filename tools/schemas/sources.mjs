import { withoutEnum, withOptional } from './amend.mjs'

/** Fields that the document calls required and the server takes without: it sets or ignores them. */
const OPTIONAL = {
  'apiextensions.k8s.io/CustomResourceDefinition': ['served', 'storage'],
  '/LimitRange': ['limits'],
  'apps/StatefulSet': ['serviceName'],
  'networking.k8s.io/NetworkPolicy': ['podSelector'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['apiGroup'],
  'rbac.authorization.k8s.io/RoleBinding': ['apiGroup'],
  'scheduling.k8s.io/PriorityClass': ['value'],
}

/** A kind of Flux 2.6 under its later version, `fields` being what its spec has besides. */
function promoted(kind, fields) {
  return { kind, from: { release: '2.6', version: 'v1beta2' }, to: { release: '2.9', version: 'v1' }, fields }
}

/**
 * What the catalogue is made of, below the folder of reference data. `releases` name the version by which the schema is
 * chosen; the folders of a release lie one over the other, the last one wins file by file.
 * `amend` changes what the source does not say as the cluster has it; `promoted` adds kinds that it does not have.
 */
export const SOURCES = [
  {
    system: 'kubernetes',
    licence: 'Apache-2.0',
    origin: 'kubernetes/kubernetes, api/openapi-spec/swagger.json',
    kinds: [
      '/ConfigMap',
      '/LimitRange',
      '/Namespace',
      '/PersistentVolume',
      '/PersistentVolumeClaim',
      '/Pod',
      '/ResourceQuota',
      '/Secret',
      '/Service',
      '/ServiceAccount',
      'apiextensions.k8s.io/CustomResourceDefinition',
      'apps/DaemonSet',
      'apps/Deployment',
      'apps/StatefulSet',
      'autoscaling/HorizontalPodAutoscaler',
      'batch/CronJob',
      'batch/Job',
      'meta.k8s.io/ObjectMeta',
      'networking.k8s.io/Ingress',
      'networking.k8s.io/IngressClass',
      'networking.k8s.io/NetworkPolicy',
      'policy/PodDisruptionBudget',
      'rbac.authorization.k8s.io/ClusterRole',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
      'rbac.authorization.k8s.io/Role',
      'rbac.authorization.k8s.io/RoleBinding',
      'scheduling.k8s.io/PriorityClass',
      'storage.k8s.io/StorageClass',
    ],
    releases: [
      { name: '1.30', from: ['kubernetes/1.30/openapi'] },
      { name: '1.31', from: ['kubernetes/1.31/openapi'] },
    ],
    amend: kind => {
      const optional = OPTIONAL[`${kind.group}/${kind.kind}`]
      return optional === undefined ? kind : { ...kind, schema: withOptional(kind.schema, optional) }
    },
  },
  {
    system: 'flux',
    licence: 'Apache-2.0',
    origin: 'fluxcd/*-controller and fluxcd/source-watcher, config/crd/bases',
    releases: [
      { name: '2.5', from: ['flux/v2.5.1/crds'] },
      { name: '2.6', from: ['flux/v2.6.4/crds'] },
      { name: '2.9', from: ['flux/v2.9.0/crds', 'flux/v2.9.4/crds'] },
    ],
    // The reference data lacks these two from 2.7 on: their v1 has the fields of the v1beta2 before it, and what is added
    // here (release notes of image-reflector-controller 1.0).
    promoted: [
      promoted('image.toolkit.fluxcd.io/ImagePolicy', { suspend: 'boolean' }),
      promoted('image.toolkit.fluxcd.io/ImageRepository', {}),
    ],
    // Which kinds send and receive events is open: Flux tells its users to patch these lists for other controllers, and
    // its operator does so for its own kinds. Definitions in a fleet's own repository are exact, and count first.
    amend: kind =>
      ['Alert', 'Receiver'].includes(kind.kind)
        ? { ...kind, schema: withoutEnum(kind.schema, 'GitRepository') }
        : kind,
  },
  {
    system: 'flux-operator',
    licence: 'AGPL-3.0',
    origin: 'controlplaneio-fluxcd/flux-operator, config/crd/bases',
    releases: [{ name: '0.58', from: ['flux-operator/v0.58.1/crds'] }],
  },
  {
    system: 'gatekeeper',
    licence: 'Apache-2.0',
    origin: 'open-policy-agent/gatekeeper, charts/gatekeeper/crds',
    kinds: ['templates.gatekeeper.sh/ConstraintTemplate'],
    releases: [{ name: '3.19', from: ['gatekeeper/v3.19.3/crds'] }],
  },
]
