import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

export const unverifiedArtifact: ResourceRule = {
  id: 'source/unverified-artifact',
  scope: 'resource',
  kinds: ['source.toolkit.fluxcd.io/OCIRepository'],
  severity: 'off',
  summary: 'The signature of an artifact is verified before it is taken.',
  why: 'Whoever can push to the registry decides what this cluster runs.',
  fix: 'Sign the artifacts, and set `verify` with `provider: cosign` or `notation`.',

  *check({ resource }) {
    if (specOf(resource)?.entries.has('verify') === true) return
    const message = `The artifacts of \`${shortId(resource.id)}\` are taken without a look at their signature.`
    yield { at: nameOrigin(resource), message, resource, trail: resource.trail }
  },
}
