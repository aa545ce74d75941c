import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

export const missingRetryInterval: ResourceRule = {
  id: 'flux/missing-retry-interval',
  scope: 'resource',
  kinds: ['kustomize.toolkit.fluxcd.io/Kustomization'],
  severity: 'off',
  summary: 'A Kustomization says when it is tried again after a failure.',
  why: 'Without `retryInterval` Flux tries again after the whole `interval`: a passing failure lasts as long.',
  fix: 'Set `retryInterval`, for example to `2m`.',

  *check({ resource, build }) {
    // What bootstrap writes is not asked.
    if (build.owner !== undefined && shortId(build.owner.id) === shortId(resource.id)) return
    if (specOf(resource)?.entries.has('retryInterval') === true) return
    const message = `\`${shortId(resource.id)}\` has no \`retryInterval\`.`
    yield { at: nameOrigin(resource), message, resource, trail: resource.trail }
  },
}
