// Made by tools/merge-schema.mjs; not to be edited. The facts are those of the OpenAPI definitions of Kubernetes
// v1.21.2 (Apache-2.0), from which kustomize 5.8.1 takes its merge keys.

/**
 * Types by name: the fields below which a list has merge keys. `Type` is a map of that type, `key,key>Type` a list
 * whose items are merged by these keys, `>` a set of scalars. No other field has merge keys below it.
 */
export const BUILT_IN_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CSINode: { metadata: 'ObjectMeta', spec: 'WithDrivers' },
  ComponentStatus: { conditions: 'type>', metadata: 'ObjectMeta' },
  Container: {
    env: 'name>',
    ports: 'containerPort,protocol>',
    volumeDevices: 'devicePath>',
    volumeMounts: 'mountPath>',
  },
  CronJob: { metadata: 'ObjectMeta', spec: 'WithJobTemplate' },
  DaemonSet: { metadata: 'ObjectMeta', spec: 'WithTemplate', status: 'WithConditions' },
  EphemeralContainer: { env: 'name>', volumeDevices: 'devicePath>', volumeMounts: 'mountPath>' },
  JobTemplateSpec: { metadata: 'ObjectMeta', spec: 'WithTemplate' },
  MutatingWebhookConfiguration: { metadata: 'ObjectMeta', webhooks: 'name>' },
  Namespace: { metadata: 'ObjectMeta', status: 'WithConditions' },
  Node: { metadata: 'ObjectMeta', spec: 'WithPodCIDRs', status: 'NodeStatus' },
  NodeStatus: { addresses: 'type>', conditions: 'type>' },
  ObjectMeta: { finalizers: '>', ownerReferences: 'uid>' },
  Pod: { metadata: 'ObjectMeta', spec: 'PodSpec', status: 'PodStatus' },
  PodSpec: {
    containers: 'name>Container',
    ephemeralContainers: 'name>EphemeralContainer',
    hostAliases: 'ip>',
    imagePullSecrets: 'name>',
    initContainers: 'name>Container',
    topologySpreadConstraints: 'topologyKey,whenUnsatisfiable>',
    volumes: 'name>WithEphemeral',
  },
  PodStatus: { conditions: 'type>', podIPs: 'ip>' },
  PodTemplate: { metadata: 'ObjectMeta', template: 'PodTemplateSpec' },
  PodTemplateSpec: { metadata: 'ObjectMeta', spec: 'PodSpec' },
  Service: { metadata: 'ObjectMeta', spec: 'WithPorts', status: 'WithConditions' },
  ServiceAccount: { metadata: 'ObjectMeta', secrets: 'name>' },
  WithConditions: { conditions: 'type>' },
  WithDrivers: { drivers: 'name>' },
  WithEphemeral: { ephemeral: 'WithVolumeClaimTemplate' },
  WithJobTemplate: { jobTemplate: 'JobTemplateSpec' },
  WithMetadata: { metadata: 'ObjectMeta' },
  WithPodCIDRs: { podCIDRs: '>' },
  WithPorts: { ports: 'port,protocol>' },
  WithTemplate: { template: 'PodTemplateSpec' },
  WithVolumeClaimTemplate: { volumeClaimTemplate: 'WithMetadata' },
}

/** The kinds of each apiVersion, `Kind:Type`, or `Kind` alone where there are no merge keys. */
export const BUILT_IN_KINDS: Readonly<Record<string, string>> = {
  'admission.k8s.io/v1': 'DeleteOptions WatchEvent',
  'admission.k8s.io/v1beta1': 'DeleteOptions WatchEvent',
  'admissionregistration.k8s.io/v1':
    'DeleteOptions MutatingWebhookConfiguration:MutatingWebhookConfiguration MutatingWebhookConfigurationList ValidatingWebhookConfiguration:MutatingWebhookConfiguration ValidatingWebhookConfigurationList WatchEvent',
  'admissionregistration.k8s.io/v1beta1':
    'DeleteOptions MutatingWebhookConfiguration:MutatingWebhookConfiguration MutatingWebhookConfigurationList ValidatingWebhookConfiguration:MutatingWebhookConfiguration ValidatingWebhookConfigurationList WatchEvent',
  'apiextensions.k8s.io/v1':
    'CustomResourceDefinition:WithMetadata CustomResourceDefinitionList DeleteOptions WatchEvent',
  'apiextensions.k8s.io/v1beta1':
    'CustomResourceDefinition:WithMetadata CustomResourceDefinitionList DeleteOptions WatchEvent',
  'apiregistration.k8s.io/v1': 'APIService:Namespace APIServiceList DeleteOptions WatchEvent',
  'apiregistration.k8s.io/v1beta1': 'APIService:Namespace APIServiceList DeleteOptions WatchEvent',
  'apps/v1':
    'ControllerRevision:WithMetadata ControllerRevisionList DaemonSet:DaemonSet DaemonSetList DeleteOptions Deployment:DaemonSet DeploymentList ReplicaSet:DaemonSet ReplicaSetList StatefulSet:DaemonSet StatefulSetList WatchEvent',
  'apps/v1beta1': 'DeleteOptions WatchEvent',
  'apps/v1beta2': 'DeleteOptions WatchEvent',
  'authentication.k8s.io/v1': 'DeleteOptions TokenRequest:WithMetadata TokenReview:WithMetadata WatchEvent',
  'authentication.k8s.io/v1beta1': 'DeleteOptions TokenReview:WithMetadata WatchEvent',
  'authorization.k8s.io/v1':
    'DeleteOptions LocalSubjectAccessReview:WithMetadata SelfSubjectAccessReview:WithMetadata SelfSubjectRulesReview:WithMetadata SubjectAccessReview:WithMetadata WatchEvent',
  'authorization.k8s.io/v1beta1':
    'DeleteOptions LocalSubjectAccessReview:WithMetadata SelfSubjectAccessReview:WithMetadata SelfSubjectRulesReview:WithMetadata SubjectAccessReview:WithMetadata WatchEvent',
  'autoscaling/v1':
    'DeleteOptions HorizontalPodAutoscaler:WithMetadata HorizontalPodAutoscalerList Scale:WithMetadata WatchEvent',
  'autoscaling/v2beta1':
    'DeleteOptions HorizontalPodAutoscaler:WithMetadata HorizontalPodAutoscalerList WatchEvent',
  'autoscaling/v2beta2':
    'DeleteOptions HorizontalPodAutoscaler:WithMetadata HorizontalPodAutoscalerList WatchEvent',
  'batch/v1': 'CronJob:CronJob CronJobList DeleteOptions Job:DaemonSet JobList WatchEvent',
  'batch/v1beta1': 'CronJob:CronJob CronJobList DeleteOptions WatchEvent',
  'certificates.k8s.io/v1':
    'CertificateSigningRequest:WithMetadata CertificateSigningRequestList DeleteOptions WatchEvent',
  'certificates.k8s.io/v1beta1':
    'CertificateSigningRequest:WithMetadata CertificateSigningRequestList DeleteOptions WatchEvent',
  'coordination.k8s.io/v1': 'DeleteOptions Lease:WithMetadata LeaseList WatchEvent',
  'coordination.k8s.io/v1beta1': 'DeleteOptions Lease:WithMetadata LeaseList WatchEvent',
  'discovery.k8s.io/v1': 'DeleteOptions EndpointSlice:WithMetadata EndpointSliceList WatchEvent',
  'discovery.k8s.io/v1beta1': 'DeleteOptions EndpointSlice:WithMetadata EndpointSliceList WatchEvent',
  'events.k8s.io/v1': 'DeleteOptions Event:WithMetadata EventList WatchEvent',
  'events.k8s.io/v1beta1': 'DeleteOptions Event:WithMetadata EventList WatchEvent',
  'extensions/v1beta1': 'DeleteOptions Ingress:WithMetadata IngressList WatchEvent',
  'flowcontrol.apiserver.k8s.io/v1alpha1': 'DeleteOptions WatchEvent',
  'flowcontrol.apiserver.k8s.io/v1beta1':
    'DeleteOptions FlowSchema:WithMetadata FlowSchemaList PriorityLevelConfiguration:WithMetadata PriorityLevelConfigurationList WatchEvent',
  'imagepolicy.k8s.io/v1alpha1': 'DeleteOptions WatchEvent',
  'internal.apiserver.k8s.io/v1alpha1': 'DeleteOptions WatchEvent',
  'networking.k8s.io/v1':
    'DeleteOptions Ingress:WithMetadata IngressClass:WithMetadata IngressClassList IngressList NetworkPolicy:WithMetadata NetworkPolicyList WatchEvent',
  'networking.k8s.io/v1beta1':
    'DeleteOptions Ingress:WithMetadata IngressClass:WithMetadata IngressClassList IngressList WatchEvent',
  'node.k8s.io/v1': 'DeleteOptions RuntimeClass:WithMetadata RuntimeClassList WatchEvent',
  'node.k8s.io/v1alpha1': 'DeleteOptions WatchEvent',
  'node.k8s.io/v1beta1': 'DeleteOptions RuntimeClass:WithMetadata RuntimeClassList WatchEvent',
  'policy/v1': 'DeleteOptions PodDisruptionBudget:Namespace PodDisruptionBudgetList WatchEvent',
  'policy/v1beta1':
    'DeleteOptions Eviction:WithMetadata PodDisruptionBudget:Namespace PodDisruptionBudgetList PodSecurityPolicy:WithMetadata PodSecurityPolicyList WatchEvent',
  'rbac.authorization.k8s.io/v1':
    'ClusterRole:WithMetadata ClusterRoleBinding:WithMetadata ClusterRoleBindingList ClusterRoleList DeleteOptions Role:WithMetadata RoleBinding:WithMetadata RoleBindingList RoleList WatchEvent',
  'rbac.authorization.k8s.io/v1alpha1': 'DeleteOptions WatchEvent',
  'rbac.authorization.k8s.io/v1beta1':
    'ClusterRole:WithMetadata ClusterRoleBinding:WithMetadata ClusterRoleBindingList ClusterRoleList DeleteOptions Role:WithMetadata RoleBinding:WithMetadata RoleBindingList RoleList WatchEvent',
  'scheduling.k8s.io/v1': 'DeleteOptions PriorityClass:WithMetadata PriorityClassList WatchEvent',
  'scheduling.k8s.io/v1alpha1': 'DeleteOptions WatchEvent',
  'scheduling.k8s.io/v1beta1': 'DeleteOptions PriorityClass:WithMetadata PriorityClassList WatchEvent',
  'storage.k8s.io/v1':
    'CSIDriver:WithMetadata CSIDriverList CSINode:CSINode CSINodeList DeleteOptions StorageClass:WithMetadata StorageClassList VolumeAttachment:WithMetadata VolumeAttachmentList WatchEvent',
  'storage.k8s.io/v1alpha1': 'DeleteOptions WatchEvent',
  'storage.k8s.io/v1beta1':
    'CSIDriver:WithMetadata CSIDriverList CSINode:CSINode CSINodeList CSIStorageCapacity:WithMetadata CSIStorageCapacityList DeleteOptions StorageClass:WithMetadata StorageClassList VolumeAttachment:WithMetadata VolumeAttachmentList WatchEvent',
  v1: 'APIGroup APIGroupList APIResourceList APIVersions Binding:WithMetadata ComponentStatus:ComponentStatus ComponentStatusList ConfigMap:WithMetadata ConfigMapList DeleteOptions Endpoints:WithMetadata EndpointsList Event:WithMetadata EventList LimitRange:WithMetadata LimitRangeList Namespace:Namespace NamespaceList Node:Node NodeList PersistentVolume:WithMetadata PersistentVolumeClaim:Namespace PersistentVolumeClaimList PersistentVolumeList Pod:Pod PodList PodTemplate:PodTemplate PodTemplateList ReplicationController:DaemonSet ReplicationControllerList ResourceQuota:WithMetadata ResourceQuotaList Secret:WithMetadata SecretList Service:Service ServiceAccount:ServiceAccount ServiceAccountList ServiceList Status WatchEvent',
}
