import { scalarAt } from '../../../lib/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource, namespace: string): string {
  return `\`${shortId(id)}\` installs into \`${namespace}\`, and keeps the record of its releases in \`${id.namespace}\`.`
}

export const splitStorage: ResourceRule = {
  id: 'helm/split-storage',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'off',
  summary: 'A HelmRelease keeps its releases in the namespace into which it installs.',
  why: 'Without `storageNamespace` the record stays beside the HelmRelease: `helm list` in the target namespace shows nothing.',
  fix: 'Set `storageNamespace` to the `targetNamespace`, before the first installation: a change of it reinstalls the chart.',

  *check({ resource }) {
    const spec = specOf(resource)
    const target = scalarAt(spec, 'targetNamespace')
    if (target === undefined || target.text === resource.id.namespace) return
    if (spec?.entries.has('storageNamespace') === true) return
    yield { at: target, message: message(resource, target.text), resource, trail: resource.trail }
  },
}
