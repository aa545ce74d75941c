import { mapAt, scalarAt, textAt } from '../../../lib/node.ts'
import { nearest } from '../../../lib/nearest.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import { groupKind, type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { isForAnotherCluster } from '../../../link/graph/flux-object.ts'
import { specOf } from '../../../render/flux/spec.ts'
import { isBlind, objectsOf } from '../cluster-view.ts'

function message({ id }: Resource, account: string): string {
  return `\`${shortId(id)}\` is applied as the service account \`${id.namespace}/${account}\`, which no build delivers.`
}

export const missingServiceAccount: FleetRule = {
  id: 'flux/missing-service-account',
  scope: 'fleet',
  severity: 'warning',
  summary: 'The service account of every Kustomization and HelmRelease exists in its namespace.',
  why: 'An account that does not exist has no rights: whatever is applied in its name is forbidden.',
  fix: 'Deliver the ServiceAccount and its RoleBinding into the namespace of the object, or correct the name.',

  *check({ clusters, areClustersAssumed }) {
    if (areClustersAssumed === true) return
    for (const cluster of clusters) if (!isBlind(cluster)) yield* problemsIn(cluster)
  },
}

const KINDS: ReadonlySet<string> = new Set([
  'helm.toolkit.fluxcd.io/HelmRelease',
  'kustomize.toolkit.fluxcd.io/Kustomization',
])

/** Every namespace has the one, and bootstrap makes the others. */
const GIVEN: ReadonlySet<string> = new Set(['default', 'helm-controller', 'kustomize-controller'])

function* problemsIn(cluster: Cluster): Generator<Problem> {
  const accounts = [...objectsOf(cluster, '/ServiceAccount')].map(({ resource: { id } }) => id)
  const known = new Set(accounts.map(({ namespace, name }) => `${namespace}/${name}`))
  for (const { resource, build } of cluster.objects) {
    const account = accountOf({ resource, build })
    const { namespace } = resource.id
    if (account === undefined || known.has(`${namespace}/${account.text}`)) continue
    const beside = accounts.filter(id => id.namespace === namespace).map(({ name }) => name)
    const near = nearest(account.text, beside)
    const fix = near === undefined ? undefined : `Write \`${near}\` if it is meant.`
    yield {
      at: account,
      message: message(resource, account.text),
      fix,
      build,
      resource,
      trail: resource.trail,
    }
  }
}

function accountOf({ resource, build }: Delivered): ReturnType<typeof scalarAt> {
  if (!KINDS.has(groupKind(resource.id)) || isForAnotherCluster(build)) return undefined
  const spec = specOf(resource)
  // The account is one of the cluster that the kubeConfig leads to.
  if (spec?.entries.has('kubeConfig') === true) return undefined
  const account = scalarAt(spec, 'serviceAccountName')
  const isKnown =
    account === undefined ||
    GIVEN.has(account.text) ||
    account.text.includes('${') ||
    isOwn(resource, account.text)
  return isKnown ? undefined : account
}

/** Whether the chart of a release makes the account, as most call it: what a person installs and Flux takes over. */
function isOwn({ id, node }: Resource, account: string): boolean {
  return id.kind === 'HelmRelease' && account === (textAt(mapAt(node, 'spec'), 'releaseName') ?? id.name)
}
