import { scalarAt } from '../../../lib/node.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import { type ObjectId, shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { isAtLeast, NEWEST_FLUX } from '../../flux-release.ts'

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

function message(id: ObjectId, removedIn: string): string {
  return `Kubernetes ${removedIn} and later serve no \`${id.group}/${id.version}\` of \`${shortId(id)}\`.`
}

export const removedKubernetesApi: ClusterRule = {
  id: 'flux/removed-kubernetes-api',
  scope: 'cluster',
  severity: 'error',
  summary:
    'No object has an `apiVersion` that Kubernetes dropped before the oldest version that the cluster’s Flux supports.',
  why: 'The API server knows no such kind, and one such object keeps all the others of its Kustomization from being applied.',
  fix: 'Write the version that took its place, and follow its changes.',

  *check(cluster) {
    const oldest = oldestKubernetes(cluster)
    if (oldest === undefined) return
    for (const delivered of cluster.objects) yield* problemsOf(delivered, oldest)
  },
}

function oldestKubernetes({ fluxVersion }: Cluster): string | undefined {
  return OLDEST.find(([flux]) => isAtLeast(fluxVersion ?? NEWEST_FLUX, flux))?.[1]
}

function* problemsOf({ resource, build }: Delivered, oldest: string): Generator<Problem> {
  const { id, node, trail } = resource
  const [removedIn, successor, kinds] = REMOVED[`${id.group}/${id.version}`] ?? []
  if (removedIn === undefined || successor === undefined || !isAtLeast(oldest, removedIn)) return
  if (kinds !== undefined && !kinds.includes(id.kind)) return
  const at = scalarAt(node, 'apiVersion') ?? node
  yield { at, message: message(id, removedIn), fix: `Write \`${successor}\`.`, build, resource, trail }
}
