import { scalarAt } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message(id: string, tag: string): string {
  return `The URL of \`${id}\` holds \`${tag}\`, which Flux takes from \`ref\` only.`
}

/** What follows the last name of a path: `:1.2` or `@sha256:…`; a port stands before a `/`. */
const TAG = /^oci:\/\/.+\/[^/]*?([:@][^/]+)$/

export const tagInUrl: ResourceRule = {
  id: 'source/tag-in-url',
  scope: 'resource',
  kinds: ['source.toolkit.fluxcd.io/OCIRepository'],
  severity: 'error',
  summary: 'The URL of an OCIRepository names no tag and no digest.',
  why: 'Flux refuses such a URL, and what comes from the source is never updated.',
  fix: 'Move the tag to `spec.ref.tag`, the digest to `spec.ref.digest`.',

  *check({ resource }) {
    const url = scalarAt(specOf(resource), 'url')
    const tag = TAG.exec(url?.text ?? '')?.[1]
    if (url === undefined || tag === undefined || url.text.includes('${')) return
    yield { at: url, message: message(shortId(resource.id), tag), resource, trail: resource.trail }
  },
}
