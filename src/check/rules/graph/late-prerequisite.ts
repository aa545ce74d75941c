import { type Need, needsOf } from '../prerequisites.ts'
import { isBootstrapped, isPrepared } from '../prepared.ts'
import { shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { nameOrigin, namespaceOrigin } from '../../../render/flux/spec.ts'

function message({ user, what, provider }: Need): string {
  const [used, brought] = [shortId(user.resource.id), shortId(provider.resource.id)]
  const owner = user.build.owner === undefined ? user.build.name : shortId(user.build.owner.id)
  const need = what === 'definition' ? 'the definition' : 'the namespace'
  return `\`${used}\` needs ${need} that \`${brought}\` brings, which comes only after \`${owner}\` is applied.`
}

export const latePrerequisite: FleetRule = {
  id: 'graph/late-prerequisite',
  scope: 'fleet',
  // Who made the namespace or the definition by hand before Flux came cannot be seen.
  severity: 'warning',
  summary: 'Nothing that an object needs waits until the object is applied.',
  why:
    'Flux tries all objects of a Kustomization before it applies any: on a new cluster the kind or the namespace is ' +
    'unknown, so that nothing is applied, and what would bring it waits for ever. On an old cluster nobody notices.',
  fix: 'Move the object into a Kustomization that depends on the one that brings what it needs.',

  *check(fleet) {
    if (fleet.areClustersAssumed === true || isPrepared(fleet) || isBootstrapped(fleet)) return
    for (const cluster of fleet.clusters) {
      for (const need of needsOf(cluster)) {
        if (need.order !== 'late') continue
        const { resource, build } = need.user
        const at = need.what === 'namespace' ? namespaceOrigin(resource) : nameOrigin(resource)
        yield { at, message: message(need), build, resource, trail: resource.trail }
      }
    }
  },
}
