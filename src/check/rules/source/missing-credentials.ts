import { scalarAt } from '../../../lib/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource): string {
  return `\`${shortId(id)}\` has an SSH URL and no \`secretRef\`.`
}

export const missingCredentials: ResourceRule = {
  id: 'source/missing-credentials',
  scope: 'resource',
  kinds: ['source.toolkit.fluxcd.io/GitRepository'],
  severity: 'error',
  summary: 'A GitRepository with an SSH URL says where its key is.',
  why: 'Nobody gets in by SSH without a key, however public the repository is: the source never becomes ready.',
  fix: 'Add `secretRef` with the name of a Secret that holds `identity` and `known_hosts`, or write the `https://` URL.',

  *check({ resource, build }) {
    const spec = specOf(resource)
    const url = scalarAt(spec, 'url')
    if (build.owner === undefined || url === undefined || !url.text.startsWith('ssh://')) return
    if (spec?.entries.has('secretRef') === true) return
    yield { at: url, message: message(resource), resource, trail: resource.trail }
  },
}
