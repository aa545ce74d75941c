import { type Need, needsOf } from '../prerequisites.ts'
import { isBootstrapped, isPrepared } from '../prepared.ts'
import { shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { nameOrigin, namespaceOrigin } from '../../../render/flux/spec.ts'

function message({ user, what, provider }: Need): string {
  const [used, brought] = [shortId(user.resource.id), shortId(provider.resource.id)]
  const owner = user.build.owner === undefined ? user.build.name : shortId(user.build.owner.id)
  const need = what === 'definition' ? 'the definition' : 'the namespace'
  return `\`${used}\` needs ${need} that \`${brought}\` brings, and \`${owner}\` does not wait for it.`
}

export const unorderedPrerequisite: FleetRule = {
  id: 'graph/unordered-prerequisite',
  scope: 'fleet',
  severity: 'off',
  summary: 'A Kustomization depends on those that bring the kinds and the namespaces of its objects.',
  why:
    'On a new cluster the dry run fails, and with it all of the Kustomization, until the other one is applied and this ' +
    'one is tried again: it heals, but late and with alerts.',
  fix: 'Add `dependsOn` with the Kustomization that brings it.',

  *check(fleet) {
    if (fleet.areClustersAssumed === true || isPrepared(fleet) || isBootstrapped(fleet)) return
    for (const cluster of fleet.clusters) {
      for (const need of needsOf(cluster)) {
        if (need.order !== 'unordered') continue
        const { resource, build } = need.user
        const at = need.what === 'namespace' ? namespaceOrigin(resource) : nameOrigin(resource)
        yield { at, message: message(need), build, resource, trail: resource.trail }
      }
    }
  },
}
