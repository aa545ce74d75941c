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

/** The definitions that are of a type, without the `io.k8s.` that all names begin with. */
export const BUILT_IN_DEFINITIONS: Readonly<Record<string, string>> = {
  CSINode: 'api.storage.v1.CSINode api.storage.v1beta1.CSINode',
  ComponentStatus: 'api.core.v1.ComponentStatus',
  Container: 'api.core.v1.Container',
  CronJob: 'api.batch.v1.CronJob api.batch.v1beta1.CronJob',
  DaemonSet:
    'api.apps.v1.DaemonSet api.apps.v1.Deployment api.apps.v1.ReplicaSet api.apps.v1.StatefulSet api.batch.v1.Job api.core.v1.ReplicationController',
  EphemeralContainer: 'api.core.v1.EphemeralContainer',
  JobTemplateSpec: 'api.batch.v1.JobTemplateSpec api.batch.v1beta1.JobTemplateSpec',
  MutatingWebhookConfiguration:
    'api.admissionregistration.v1.MutatingWebhookConfiguration api.admissionregistration.v1.ValidatingWebhookConfiguration api.admissionregistration.v1beta1.MutatingWebhookConfiguration api.admissionregistration.v1beta1.ValidatingWebhookConfiguration',
  Namespace:
    'api.core.v1.Namespace api.core.v1.PersistentVolumeClaim api.policy.v1.PodDisruptionBudget api.policy.v1beta1.PodDisruptionBudget kube-aggregator.pkg.apis.apiregistration.v1.APIService kube-aggregator.pkg.apis.apiregistration.v1beta1.APIService',
  Node: 'api.core.v1.Node',
  NodeStatus: 'api.core.v1.NodeStatus',
  ObjectMeta: 'apimachinery.pkg.apis.meta.v1.ObjectMeta',
  Pod: 'api.core.v1.Pod',
  PodSpec: 'api.core.v1.PodSpec',
  PodStatus: 'api.core.v1.PodStatus',
  PodTemplate: 'api.core.v1.PodTemplate',
  PodTemplateSpec: 'api.core.v1.PodTemplateSpec',
  Service: 'api.core.v1.Service',
  ServiceAccount: 'api.core.v1.ServiceAccount',
  WithConditions:
    'api.apps.v1.DaemonSetStatus api.apps.v1.DeploymentStatus api.apps.v1.ReplicaSetStatus api.apps.v1.StatefulSetStatus api.batch.v1.JobStatus api.core.v1.NamespaceStatus api.core.v1.PersistentVolumeClaimStatus api.core.v1.ReplicationControllerStatus api.core.v1.ServiceStatus api.policy.v1.PodDisruptionBudgetStatus api.policy.v1beta1.PodDisruptionBudgetStatus kube-aggregator.pkg.apis.apiregistration.v1.APIServiceStatus kube-aggregator.pkg.apis.apiregistration.v1beta1.APIServiceStatus',
  WithDrivers: 'api.storage.v1.CSINodeSpec api.storage.v1beta1.CSINodeSpec',
  WithEphemeral: 'api.core.v1.Volume',
  WithJobTemplate: 'api.batch.v1.CronJobSpec api.batch.v1beta1.CronJobSpec',
  WithMetadata:
    'api.apps.v1.ControllerRevision api.authentication.v1.TokenRequest api.authentication.v1.TokenReview api.authentication.v1beta1.TokenReview api.authorization.v1.LocalSubjectAccessReview api.authorization.v1.SelfSubjectAccessReview api.authorization.v1.SelfSubjectRulesReview api.authorization.v1.SubjectAccessReview api.authorization.v1beta1.LocalSubjectAccessReview api.authorization.v1beta1.SelfSubjectAccessReview api.authorization.v1beta1.SelfSubjectRulesReview api.authorization.v1beta1.SubjectAccessReview api.autoscaling.v1.HorizontalPodAutoscaler api.autoscaling.v1.Scale api.autoscaling.v2beta1.HorizontalPodAutoscaler api.autoscaling.v2beta2.HorizontalPodAutoscaler api.certificates.v1.CertificateSigningRequest api.certificates.v1beta1.CertificateSigningRequest api.coordination.v1.Lease api.coordination.v1beta1.Lease api.core.v1.Binding api.core.v1.ConfigMap api.core.v1.Endpoints api.core.v1.Event api.core.v1.LimitRange api.core.v1.PersistentVolume api.core.v1.PersistentVolumeClaimTemplate api.core.v1.ResourceQuota api.core.v1.Secret api.discovery.v1.EndpointSlice api.discovery.v1beta1.EndpointSlice api.events.v1.Event api.events.v1beta1.Event api.extensions.v1beta1.Ingress api.flowcontrol.v1beta1.FlowSchema api.flowcontrol.v1beta1.PriorityLevelConfiguration api.networking.v1.Ingress api.networking.v1.IngressClass api.networking.v1.NetworkPolicy api.networking.v1beta1.Ingress api.networking.v1beta1.IngressClass api.node.v1.RuntimeClass api.node.v1beta1.RuntimeClass api.policy.v1beta1.Eviction api.policy.v1beta1.PodSecurityPolicy api.rbac.v1.ClusterRole api.rbac.v1.ClusterRoleBinding api.rbac.v1.Role api.rbac.v1.RoleBinding api.rbac.v1beta1.ClusterRole api.rbac.v1beta1.ClusterRoleBinding api.rbac.v1beta1.Role api.rbac.v1beta1.RoleBinding api.scheduling.v1.PriorityClass api.scheduling.v1beta1.PriorityClass api.storage.v1.CSIDriver api.storage.v1.StorageClass api.storage.v1.VolumeAttachment api.storage.v1beta1.CSIDriver api.storage.v1beta1.CSIStorageCapacity api.storage.v1beta1.StorageClass api.storage.v1beta1.VolumeAttachment apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition apiextensions-apiserver.pkg.apis.apiextensions.v1beta1.CustomResourceDefinition',
  WithPodCIDRs: 'api.core.v1.NodeSpec',
  WithPorts: 'api.core.v1.ServiceSpec',
  WithTemplate:
    'api.apps.v1.DaemonSetSpec api.apps.v1.DeploymentSpec api.apps.v1.ReplicaSetSpec api.apps.v1.StatefulSetSpec api.batch.v1.JobSpec api.core.v1.ReplicationControllerSpec',
  WithVolumeClaimTemplate: 'api.core.v1.EphemeralVolumeSource',
}
