import { itemsAt, mapAt, scalarAt, textAt } from '../../../lib/node.ts'
import type { Cluster, Delivered } from '../../../model/fleet.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { nameOrigin, specOf, substituteFrom } from '../../../render/flux/spec.ts'
import { isAtLeast, NEWEST_FLUX } from '../../flux-release.ts'
import { objectsOf } from '../cluster-view.ts'
import { configKey, configObjects, kustomizationsOf } from '../variable-sources.ts'

const LABEL = 'reconcile.fluxcd.io/watch'

function message({ id }: Resource, user: Resource): string {
  return `A change of \`${shortId(id)}\` reaches \`${shortId(user.id)}\` only after its \`interval\`: there is no label \`${LABEL}\`.`
}

export const unwatchedValues: ClusterRule = {
  id: 'flux/unwatched-values',
  scope: 'cluster',
  severity: 'off',
  summary: 'A ConfigMap or Secret that `substituteFrom` or `valuesFrom` names is watched.',
  why: 'Since Flux 2.7 a change of an object with the label is taken at once; without it, only at the next `interval`.',
  fix: 'Add the label `reconcile.fluxcd.io/watch: Enabled`.',

  *check(cluster) {
    if (!isAtLeast(cluster.fluxVersion ?? NEWEST_FLUX, '2.7')) return
    const objects = configObjects(cluster)
    const told = new Set<Resource>()
    for (const { user, key } of usesIn(cluster)) {
      for (const { resource, build } of (objects.get(key) ?? []).filter(isUnwatched)) {
        if (told.has(resource)) continue
        told.add(resource)
        const at = nameOrigin(resource)
        yield { at, message: message(resource, user), build, resource, trail: resource.trail }
      }
    }
  },
}

interface Use {
  readonly user: Resource
  readonly key: string
}

function* usesIn(cluster: Cluster): Generator<Use> {
  for (const { owner } of kustomizationsOf(cluster)) {
    const { namespace } = owner.id
    for (const { kind, name } of substituteFrom(owner))
      yield { user: owner, key: configKey({ kind, namespace, name }) }
  }
  for (const { resource } of objectsOf(cluster, 'helm.toolkit.fluxcd.io/HelmRelease')) {
    for (const item of itemsAt(specOf(resource), 'valuesFrom')) {
      const [kind = '', name = ''] = [textAt(item, 'kind'), textAt(item, 'name')]
      yield { user: resource, key: configKey({ kind, namespace: resource.id.namespace, name }) }
    }
  }
}

function isUnwatched({ resource }: Delivered): boolean {
  return scalarAt(mapAt(mapAt(resource.node, 'metadata'), 'labels'), LABEL)?.text.toLowerCase() !== 'enabled'
}
