import type { Cluster } from '../../model/fleet.ts'
import type { ObjectId } from '../../model/resource.ts'
import { isAtLeast, NEWEST_FLUX } from '../flux-release.ts'

/** Kinds by the apiVersion that was dropped: in which Kubernetes, and what took its place. */
const REMOVED: Readonly<
  Record<string, readonly [removedIn: string, successor: string, kinds?: readonly string[]]>
> = {
  'admissionregistration.k8s.io/v1beta1': [
    '1.22',
    'admissionregistration.k8s.io/v1',
    ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  ],
  'apiextensions.k8s.io/v1beta1': ['1.22', 'apiextensions.k8s.io/v1'],
  'apiregistration.k8s.io/v1beta1': ['1.22', 'apiregistration.k8s.io/v1'],
  'apps/v1beta1': ['1.16', 'apps/v1'],
  'apps/v1beta2': ['1.16', 'apps/v1'],
  'autoscaling/v2beta1': ['1.25', 'autoscaling/v2'],
  'autoscaling/v2beta2': ['1.26', 'autoscaling/v2'],
  'batch/v1beta1': ['1.25', 'batch/v1'],
  'certificates.k8s.io/v1beta1': ['1.22', 'certificates.k8s.io/v1'],
  'coordination.k8s.io/v1beta1': ['1.22', 'coordination.k8s.io/v1'],
  'discovery.k8s.io/v1beta1': ['1.25', 'discovery.k8s.io/v1'],
  'events.k8s.io/v1beta1': ['1.25', 'events.k8s.io/v1'],
  'extensions/v1beta1': ['1.22', 'networking.k8s.io/v1'],
  'networking.k8s.io/v1beta1': ['1.22', 'networking.k8s.io/v1', ['Ingress', 'IngressClass']],
  'node.k8s.io/v1beta1': ['1.25', 'node.k8s.io/v1'],
  'policy/v1beta1': ['1.25', 'policy/v1'],
  'rbac.authorization.k8s.io/v1beta1': ['1.22', 'rbac.authorization.k8s.io/v1'],
  'scheduling.k8s.io/v1beta1': ['1.22', 'scheduling.k8s.io/v1'],
  'storage.k8s.io/v1beta1': [
    '1.22',
    'storage.k8s.io/v1',
    ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
  ],
}

/** The oldest Kubernetes that a Flux supports; what was dropped before is in no cluster of it. */
const OLDEST = [
  ['2.9', '1.34'],
  ['2.6', '1.31'],
  ['2.3', '1.28'],
  ['2.0', '1.24'],
] as const

export interface RemovedApi {
  /** The first Kubernetes without it. */
  readonly removedIn: string
  readonly successor: string
  /** Whether no Kubernetes that the cluster’s Flux supports has it. */
  readonly isGone: boolean
}

/** What Kubernetes says of a version that it has dropped. */
export function removedApi({ group, version, kind }: ObjectId, cluster: Cluster): RemovedApi | undefined {
  const [removedIn, successor, kinds] = REMOVED[`${group}/${version}`] ?? []
  if (removedIn === undefined || successor === undefined) return undefined
  if (kinds !== undefined && !kinds.includes(kind)) return undefined
  const oldest = oldestKubernetes(cluster)
  return { removedIn, successor, isGone: oldest !== undefined && isAtLeast(oldest, removedIn) }
}

function oldestKubernetes({ fluxVersion }: Cluster): string | undefined {
  return OLDEST.find(([flux]) => isAtLeast(fluxVersion ?? NEWEST_FLUX, flux))?.[1]
}
