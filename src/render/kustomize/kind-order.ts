import type { FieldSpec } from './field-specs.ts'

/** What kustomize puts before all other kinds, in this order. */
export const FIRST: readonly string[] = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
]

/** What it puts behind them. */
export const LAST: readonly string[] = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']

/** Negative for kinds that come first, positive for those that come last; all others have none. */
export function kindRanks(first: readonly string[], last: readonly string[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>()
  for (const [index, kind] of first.entries()) ranks.set(kind, index - first.length)
  for (const [index, kind] of last.entries()) ranks.set(kind, index + 1)
  return ranks
}

/** By these texts kustomize orders kinds of one rank. Empty parts sort behind letters. */
export function kindText({ group, version, kind }: Pick<FieldSpec, 'group' | 'version' | 'kind'>): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`
}
