import { scalarAt } from '../../../lib/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource): string {
  return `\`${shortId(id)}\` does not prune: what is removed from Git stays in the cluster.`
}

export const unpruned: ResourceRule = {
  id: 'flux/unpruned',
  scope: 'resource',
  kinds: ['kustomize.toolkit.fluxcd.io/Kustomization'],
  severity: 'off',
  summary: 'A Kustomization deletes what is no longer in Git.',
  why: 'With `prune: false` the cluster keeps what Git no longer has, and nobody sees that they differ.',
  fix: 'Set `prune: true`; `kustomize.toolkit.fluxcd.io/prune: disabled` keeps single objects.',

  *check({ resource }) {
    const prune = scalarAt(specOf(resource), 'prune')
    if (prune?.value !== false) return
    yield { at: prune, message: message(resource), resource, trail: resource.trail }
  },
}
