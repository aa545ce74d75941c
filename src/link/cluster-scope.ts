import { mapAt, textAt } from '../lib/node.ts'
import type { Resource } from '../model/resource.ts'
import { documentsOf, type Files } from './root.ts'

/** Kinds that stand in no namespace, by group: Kubernetes' own and those of what fleets install most. */
const WITHOUT_NAMESPACE: Readonly<Record<string, readonly string[]>> = {
  '': ['Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.crossplane.io': [
    'CompositeResourceDefinition',
    'Composition',
    'CompositionRevision',
    'EnvironmentConfig',
    'ManagedResourceActivationPolicy',
    'ManagedResourceDefinition',
    'Usage',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'authentication.concierge.pinniped.dev': ['JWTAuthenticator', 'WebhookAuthenticator'],
  'cert-manager.io': ['ClusterIssuer'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'cilium.io': [
    'CiliumBGPAdvertisement',
    'CiliumBGPClusterConfig',
    'CiliumBGPNodeConfig',
    'CiliumBGPNodeConfigOverride',
    'CiliumBGPPeerConfig',
    'CiliumBGPPeeringPolicy',
    'CiliumCIDRGroup',
    'CiliumClusterwideEnvoyConfig',
    'CiliumClusterwideNetworkPolicy',
    'CiliumEgressGatewayPolicy',
    'CiliumIdentity',
    'CiliumL2AnnouncementPolicy',
    'CiliumLoadBalancerIPPool',
    'CiliumNode',
    'CiliumPodIPPool',
    'TracingPolicy',
  ],
  'config.concierge.pinniped.dev': ['CredentialIssuer'],
  'expansion.gatekeeper.sh': ['ExpansionTemplate'],
  'external-secrets.io': ['ClusterExternalSecret', 'ClusterPushSecret', 'ClusterSecretStore'],
  'externaldata.gatekeeper.sh': ['Provider'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'gateway.networking.k8s.io': ['GatewayClass'],
  'gateway.networking.x-k8s.io': ['XMesh'],
  'generators.external-secrets.io': ['ClusterGenerator'],
  'groupsnapshot.storage.k8s.io': ['VolumeGroupSnapshotClass', 'VolumeGroupSnapshotContent'],
  'infrastructure.cluster.x-k8s.io': [
    'AWSClusterControllerIdentity',
    'AWSClusterRoleIdentity',
    'AWSClusterStaticIdentity',
  ],
  'ipam.cluster.x-k8s.io': ['GlobalInClusterIPPool'],
  'karpenter.k8s.aws': ['EC2NodeClass'],
  'karpenter.sh': ['NodeClaim', 'NodePool'],
  'kyverno.io': ['ClusterCleanupPolicy', 'ClusterPolicy', 'GlobalContextEntry'],
  'mutations.gatekeeper.sh': ['Assign', 'AssignImage', 'AssignMetadata', 'ModifySet'],
  'networking.k8s.io': ['IPAddress', 'IngressClass', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'objectbucket.io': ['ObjectBucket'],
  'ops.crossplane.io': ['CronOperation', 'Operation', 'WatchOperation'],
  'pkg.crossplane.io': [
    'Configuration',
    'ConfigurationRevision',
    'ControllerConfig',
    'DeploymentRuntimeConfig',
    'Function',
    'FunctionRevision',
    'ImageConfig',
    'Lock',
    'Provider',
    'ProviderRevision',
  ],
  'policies.kyverno.io': ['ImageValidatingPolicy', 'ValidatingPolicy'],
  policy: ['PodSecurityPolicy'],
  'protection.crossplane.io': ['ClusterUsage'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'reports.kyverno.io': ['ClusterEphemeralReport'],
  'resource.k8s.io': ['DeviceClass', 'ResourceSlice'],
  'runtime.cluster.x-k8s.io': ['ExtensionConfig'],
  'scheduling.k8s.io': ['PriorityClass'],
  'secrets.crossplane.io': ['StoreConfig'],
  'snapshot.storage.k8s.io': ['VolumeSnapshotClass', 'VolumeSnapshotContent'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
  'syncset.gatekeeper.sh': ['SyncSet'],
  'templates.gatekeeper.sh': ['ConstraintTemplate'],
  'wgpolicyk8s.io': ['ClusterPolicyReport'],
}

/** Whether objects of a kind stand in no namespace. */
export type IsClusterScoped = (id: Pick<Resource['id'], 'group' | 'kind'>) => boolean

/** What the CustomResourceDefinitions of the repository say, before what is known of their kinds. */
export function clusterScopes(files: Files): IsClusterScoped {
  const known = new Map<string, boolean>()
  for (const [group, kinds] of Object.entries(WITHOUT_NAMESPACE)) {
    for (const kind of kinds) known.set(`${group}/${kind}`, true)
  }
  for (const { id, node } of documentsOf(files)) {
    if (id.kind !== 'CustomResourceDefinition') continue
    const spec = mapAt(node, 'spec')
    const scope = textAt(spec, 'scope')
    const key = `${textAt(spec, 'group') ?? ''}/${textAt(mapAt(spec, 'names'), 'kind') ?? ''}`
    if (scope !== undefined) known.set(key, scope === 'Cluster')
  }
  // Gatekeeper makes a kind of each constraint template.
  return ({ group, kind }) => known.get(`${group}/${kind}`) ?? group === 'constraints.gatekeeper.sh'
}

/**
 * The object as the API server files it: kustomize gives a namespace to every kind that it does not know, and the
 * server leaves it out where the kind has none (spec/flux.md 1.5). The node stays as it was rendered.
 */
export function filed(resource: Resource, isClusterScoped: IsClusterScoped): Resource {
  const { id } = resource
  if (id.namespace === '' || !isClusterScoped(id)) return resource
  return { ...resource, id: { ...id, namespace: '' } }
}
