import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

export const missingTimeout: ResourceRule = {
  id: 'flux/missing-timeout',
  scope: 'resource',
  kinds: ['kustomize.toolkit.fluxcd.io/Kustomization'],
  severity: 'off',
  summary: 'A Kustomization says how long it may take.',
  why: 'Without `timeout` Flux gives up shortly before the next `interval`: after an hour where it looks once an hour.',
  fix: 'Set `timeout`, for example to `5m`.',

  *check({ resource, build }) {
    // What bootstrap writes is not asked.
    if (build.owner !== undefined && shortId(build.owner.id) === shortId(resource.id)) return
    if (specOf(resource)?.entries.has('timeout') === true) return
    const message = `\`${shortId(resource.id)}\` has no \`timeout\`.`
    yield { at: nameOrigin(resource), message, resource, trail: resource.trail }
  },
}
